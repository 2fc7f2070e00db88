import HubCore
import Hypertext

/// Two series of bars as inline SVG, with a text for each bar. The table behind it says the same.
struct FiguresChart: Sendable {
    struct Bar: Sendable {
        let name: String
        let sent: Int
        let received: Int
    }

    let bars: [Bar]
    /// What the two series are called.
    let sent: String
    let received: String

    private static let (height, foot, slot) = (160, 22, 34)
    /// More bars than these would not be told apart: the newest are shown.
    private static let most = 62

    private var shown: [Bar] { Array(bars.suffix(Self.most)) }
    private var highest: Int { max(1, shown.map { max($0.sent, $0.received) }.max() ?? 1) }

    var picture: Element {
        let width = max(4, shown.count) * Self.slot
        return svg(
            .class("chart"), .other("viewBox", "0 0 \(width) \(Self.height + Self.foot)"), .role("img"),
            .aria("label", "\(sent), \(received)"), .width(width), .height(Self.height + Self.foot)
        ) {
            line(
                .class("axis"), .other("x1", "0"), .other("x2", "\(width)"), .other("y1", "\(Self.height)"),
                .other("y2", "\(Self.height)"))
            for (number, entry) in shown.enumerated() {
                bar(entry.sent, at: number * Self.slot + 4, "sent", "\(entry.name): \(sent) \(entry.sent)")
                bar(
                    entry.received, at: number * Self.slot + 18, "received",
                    "\(entry.name): \(received) \(entry.received)")
                if shown.count <= 16 || number % (shown.count / 12 + 1) == 0 {
                    svgText(
                        .other("x", "\(number * Self.slot + Self.slot / 2)"), .other("y", "\(Self.height + 15)"),
                        .other("text-anchor", "middle")
                    ) { Self.short(entry.name) }
                }
            }
        }
    }

    private func bar(_ count: Int, at x: Int, _ series: String, _ text: String) -> Element {
        let height = count * (Self.height - 8) / highest
        return rect(
            .class(series), .other("x", "\(x)"), .other("y", "\(Self.height - height)"), .other("width", "12"),
            .other("height", "\(height)")
        ) { svgTitle { text } }
    }

    /// `20/11/2026` as `20/11`, `11/2026` as `11/26`; names as their beginning.
    private static func short(_ name: String) -> String {
        let parts = name.split(separator: "/")
        if parts.count == 3, parts.allSatisfy({ Int($0) != nil }) { return "\(parts[0])/\(parts[1])" }
        if parts.count == 2, parts.allSatisfy({ Int($0) != nil }) { return "\(parts[0])/\(parts[1].suffix(2))" }
        return name.count > 5 ? String(name.prefix(4)) + "…" : name
    }
}
