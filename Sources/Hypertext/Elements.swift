/// The elements of HTML, by their names: `li(.class("late")) { "Chậm" }`. Those that hold nothing take attributes alone.

package func html(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("html", attributes, content())
}
package func head(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("head", attributes, content())
}
package func body(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("body", attributes, content())
}
package func header(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("header", attributes, content())
}
package func footer(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("footer", attributes, content())
}
package func mainContent(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("main", attributes, content())
}
package func nav(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("nav", attributes, content())
}
package func section(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("section", attributes, content())
}
package func article(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("article", attributes, content())
}
package func aside(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("aside", attributes, content())
}
package func h1(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("h1", attributes, content())
}
package func h2(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("h2", attributes, content())
}
package func h3(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("h3", attributes, content())
}
package func h4(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("h4", attributes, content())
}
package func p(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("p", attributes, content())
}
package func div(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("div", attributes, content())
}
package func span(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("span", attributes, content())
}
package func a(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("a", attributes, content())
}
package func ul(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("ul", attributes, content())
}
package func ol(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("ol", attributes, content())
}
package func li(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("li", attributes, content())
}
package func dl(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("dl", attributes, content())
}
package func dt(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("dt", attributes, content())
}
package func dd(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("dd", attributes, content())
}
package func table(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("table", attributes, content())
}
package func caption(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("caption", attributes, content())
}
package func thead(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("thead", attributes, content())
}
package func tbody(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("tbody", attributes, content())
}
package func tfoot(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("tfoot", attributes, content())
}
package func tr(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("tr", attributes, content())
}
package func th(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("th", attributes, content())
}
package func td(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("td", attributes, content())
}
package func form(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("form", attributes, content())
}
package func fieldset(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("fieldset", attributes, content())
}
package func legend(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("legend", attributes, content())
}
package func label(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("label", attributes, content())
}
package func button(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("button", attributes, content())
}
package func select(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("select", attributes, content())
}
package func option(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("option", attributes, content())
}
package func textarea(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("textarea", attributes, content())
}
package func datalist(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("datalist", attributes, content())
}
package func details(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("details", attributes, content())
}
package func summary(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("summary", attributes, content())
}
package func dialog(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("dialog", attributes, content())
}
package func time(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("time", attributes, content())
}
package func strong(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("strong", attributes, content())
}
package func em(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("em", attributes, content())
}
package func small(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("small", attributes, content())
}
package func code(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("code", attributes, content())
}
package func pre(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("pre", attributes, content())
}
package func abbr(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("abbr", attributes, content())
}
package func figure(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("figure", attributes, content())
}
package func figcaption(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("figcaption", attributes, content())
}
package func mark(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("mark", attributes, content())
}
package func output(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("output", attributes, content())
}
package func object(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("object", attributes, content())
}
package func svg(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("svg", attributes, content())
}
package func g(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("g", attributes, content())
}
package func pageTitle(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("title", attributes, content())
}
package func search(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("search", attributes, content())
}
package func iframe(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("iframe", attributes, content())
}
package func template(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("template", attributes, content())
}
package func meter(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("meter", attributes, content())
}
package func progress(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("progress", attributes, content())
}
package func input(_ attributes: Attribute...) -> Element { Element("input", attributes, nil) }
package func br(_ attributes: Attribute...) -> Element { Element("br", attributes, nil) }
package func hr(_ attributes: Attribute...) -> Element { Element("hr", attributes, nil) }
package func img(_ attributes: Attribute...) -> Element { Element("img", attributes, nil) }
package func link(_ attributes: Attribute...) -> Element { Element("link", attributes, nil) }
package func meta(_ attributes: Attribute...) -> Element { Element("meta", attributes, nil) }
package func script(_ attributes: Attribute...) -> Element { Element("script", attributes, Fragment()) }

// MARK: Of SVG

package func path(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("path", attributes, content())
}
package func rect(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("rect", attributes, content())
}
package func circle(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("circle", attributes, content())
}
package func line(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("line", attributes, content())
}
package func polyline(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment = { Fragment() }) -> Element {
    Element("polyline", attributes, content())
}
package func svgText(_ attributes: Attribute..., @HTMLBuilder content: () -> Fragment) -> Element {
    Element("text", attributes, content())
}
package func svgTitle(@HTMLBuilder content: () -> Fragment) -> Element { Element("title", [], content()) }
package func svgUse(_ attributes: Attribute...) -> Element { Element("use", attributes, Fragment()) }
