import Testing

/// Reads Prometheus' text format, and takes nothing that is not it.
struct Exposition {
    /// By name and labels as written: `name{a="b"}`.
    private(set) var samples: [String: Double] = [:]
    private(set) var types: [String: String] = [:]

    struct Bad: Error { let line: Substring }

    init(_ text: String) throws {
        #expect(text.hasSuffix("\n"))
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") { try takeComment(line) } else { try takeSample(line) }
        }
    }

    subscript(_ series: String) -> Double? { samples[series] }

    private mutating func takeComment(_ line: Substring) throws {
        let words = line.split(separator: " ", maxSplits: 3)
        guard words.count == 4, words[0] == "#" else { throw Bad(line: line) }
        switch words[1] {
        case "HELP": break
        case "TYPE":
            guard ["counter", "gauge", "histogram"].contains(words[3]), types[String(words[2])] == nil else {
                throw Bad(line: line)
            }
            types[String(words[2])] = String(words[3])
        default: throw Bad(line: line)
        }
    }

    private mutating func takeSample(_ line: Substring) throws {
        let form = #/([a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)*\})? (\S+)/#
        guard let match = line.wholeMatch(of: form), let value = Double(match.5 == "+Inf" ? "inf" : String(match.5)),
            samples[String(match.1) + (match.2.map(String.init) ?? "")] == nil
        else { throw Bad(line: line) }
        let name = String(match.1)
        let family = ["_bucket", "_sum", "_count"].first { name.hasSuffix($0) && types[name] == nil }
            .map { String(name.dropLast($0.count)) }
        guard types[family ?? name] != nil else { throw Bad(line: line) }
        samples[name + (match.2.map(String.init) ?? "")] = value
    }
}
