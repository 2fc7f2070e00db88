import Hypertext
import Testing

struct HypertextTests {
    @Test func `text cannot become markup, in an element or in a value`() {
        let evil = "\"><script>alert('1')</script>&\u{0}"
        let escaped = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;\u{FFFD}"
        #expect(p { evil }.text == "<p>\(escaped)</p>")
        #expect(input(.value(evil)).text == "<input value=\"\(escaped)\">")
        #expect(div(.data("code", evil)) {}.text == "<div data-code=\"\(escaped)\"></div>")
    }

    @Test func `what is off or absent is not written`() {
        #expect(input(.checked(false), .disabled(true), .value(nil)).text == "<input disabled>")
        #expect(p(.class(nil, "late", "")) {}.text == "<p class=\"late\"></p>")
        #expect(p(.class(nil)) {}.text == "<p></p>")
        #expect(p(.class("tab", "is-open")) {}.text == "<p class=\"tab is-open\"></p>")
    }

    @Test func `pieces stand in their order, by conditions and loops`() {
        let late = true
        let absent: String? = nil
        let list = ul {
            for name in ["Sở Nội vụ", "Sở Y tế"] { li { name } }
            if late { li { "chậm" } } else { li { "đúng hạn" } }
            absent
            br()
        }
        #expect(list.text == "<ul><li>Sở Nội vụ</li><li>Sở Y tế</li><li>chậm</li><br></ul>")
        #expect(
            HTMLDocument(html(.lang("vi")) { head() }).text == "<!doctype html>\n<html lang=\"vi\"><head></head></html>"
        )
    }
}
