import Foundation

/// What a schema declares, read by another program.
struct SchemaFile: Decodable {
    struct Group: Decodable {
        /// Names, each with the name of its type.
        let children: [String: String]
        let attributes: Set<String>
    }

    /// The complex types, with the groups that they refer to put in.
    let types: [String: Group]
    /// Declarations of elements and attributes that are not documented in both languages.
    let undocumented: [String]
    /// How many declarations there are.
    let count: Int

    init(_ files: [String]) throws {
        let paths = files.map { "\(Fixture.schemaFolder)/\($0)" }
        let output = try Program.run("python3", ["-X", "utf8", "-c", Self.program] + paths).output
        self = try JSONDecoder().decode(Self.self, from: Data(output.utf8))
    }

    private static let program = """
        import json, sys, xml.etree.ElementTree as tree
        X = "{http://www.w3.org/2001/XMLSchema}"
        LANG = "{http://www.w3.org/XML/1998/namespace}lang"
        roots = [tree.parse(path).getroot() for path in sys.argv[1:]]
        groups = {g.get("name"): g for root in roots for g in root.findall(X + "group")}
        def elements(node):
            for e in node.iter(X + "element"):
                if e.get("name"):
                    yield e
            for g in node.iter(X + "group"):
                if g.get("ref"):
                    yield from elements(groups[g.get("ref").split(":")[-1]])
        types = {}
        for root in roots:
            for t in root.findall(X + "complexType"):
                types[t.get("name")] = {
                    "children": {e.get("name"): e.get("type") or "" for e in elements(t)},
                    "attributes": [a.get("name") for a in t.iter(X + "attribute")]}
        declared = [d for root in roots for kind in ("element", "attribute", "complexType", "simpleType", "group")
                    for d in root.iter(X + kind) if d.get("name")]
        def languages(d):
            return {x.get(LANG) for x in d.findall(X + "annotation/" + X + "documentation") if (x.text or "").strip()}
        missing = [d.get("name") for d in declared if languages(d) != {"vi", "en"}]
        print(json.dumps({"types": types, "undocumented": missing, "count": len(declared)}))
        """
}
