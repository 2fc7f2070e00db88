import Foundation
import Glibc
import HubCore
import SignedXML

/// The live picture of a rehearsal: on a terminal a table that is drawn over itself, elsewhere a line for each change.
struct Board {
    private let isTerminal: Bool
    private var start = ContinuousClock.now
    private var drawn = 0
    private var last: [String: String] = [:]

    /// Looks at the standard output.
    init() {
        isTerminal = isatty(STDOUT_FILENO) == 1
    }

    /// Time counts from now.
    mutating func begin() { start = .now }

    mutating func show(_ documents: [TrackedDocument], of story: Story, steps: Int, kills: Int) {
        if isTerminal {
            draw(table(documents, story, steps: steps, kills: kills))
        } else {
            tellChanges(documents)
        }
    }

    /// A line that stays.
    mutating func say(_ text: String) {
        drawn = 0
        write(text + "\n")
    }

    // MARK: Lines

    private mutating func tellChanges(_ documents: [TrackedDocument]) {
        for document in documents {
            for delivery in document.deliveries {
                let mark = Mark(delivery)
                guard last[delivery.id] != mark.text else { continue }
                last[delivery.id] = mark.text
                let seconds = (ContinuousClock.now - start).secondsShown
                write(
                    "\(seconds.leftPadded(to: 7))  \(document.code) → \(delivery.recipient): \(mark.text) \(mark.name)\n"
                )
            }
        }
    }

    // MARK: Table

    private mutating func draw(_ lines: [String]) {
        let up = drawn > 0 ? "\u{1B}[\(drawn)A" : ""
        write(up + lines.map { "\r\u{1B}[K\($0)\n" }.joined() + "\u{1B}[J")
        drawn = lines.count
    }

    private func table(_ documents: [TrackedDocument], _ story: Story, steps: Int, kills: Int) -> [String] {
        let (width, height) = Self.size
        let deliveries = documents.flatMap(\.deliveries)
        let counts = Dictionary(grouping: deliveries.map { Mark($0) }) { $0 }.mapValues(\.count)
        let totals = Mark.allCases.compactMap { mark in counts[mark].map { (mark: mark, count: $0) } }
        let seconds = Int((ContinuousClock.now - start).components.seconds)
        let title =
            "Liên Thông · diễn tập   \(seconds / 60):\(String(seconds % 60).leftPadded(to: 2, with: "0"))"
            + "   \(documents.count)/\(story.letters.count + story.lettersDown.count) văn bản · documents"
            + "   \(steps) bước · steps" + (kills > 0 ? "   kill -9: \(kills)" : "")
        let head = [title.shortened(to: width), line(totals, width: width), ""]
        let rows = documents.sorted { ($0.acceptedAt, $0.id) < ($1.acceptedAt, $1.id) }
        let room = max(1, height - head.count - 2)
        // What is still moving is what one wants to see.
        let shown =
            rows.count <= room ? rows : Array((rows.filter(\.isMoving) + rows.filter { !$0.isMoving }).prefix(room - 1))
        let left = rows.count - shown.count
        return head + shown.map { row($0, width: width) } + (left > 0 ? ["… \(left)"] : [])
    }

    /// How many deliveries show each mark; in one line, as a line that wraps would spoil the drawing.
    private func line(_ totals: [(mark: Mark, count: Int)], width: Int) -> String {
        let isNamed = totals.reduce(0) { $0 + "\($1.mark.text) \($1.mark.name) \($1.count)  ".count } <= width
        return totals.map { total in
            isNamed ? "\(total.mark.shown) \(total.mark.name) \(total.count)" : "\(total.mark.shown) \(total.count)"
        }.joined(separator: "  ")
    }

    /// `87/GM-SKHCN  H24.03  Mời dự hội thảo …  H24 15  H24.04 15  H24.21 06`
    private func row(_ document: TrackedDocument, width: Int) -> String {
        let cells = document.deliveries.map { (id: $0.recipient, mark: Mark($0)) }
        let labelled = cells.reduce(0) { $0 + $1.id.count + 5 } + 44 <= width
        let cellsWidth = labelled ? cells.reduce(0) { $0 + $1.id.count + 5 } : cells.count * 3
        let subject = max(0, width - 28 - cellsWidth)
        let states = cells.map { cell in labelled ? "\(cell.id) \(cell.mark.shown)" : cell.mark.shown }
        return document.code.shortened(to: 16).filled(to: 17) + document.from.shortened(to: 9).filled(to: 10)
            + document.subject.shortened(to: subject - 1).filled(to: subject)
            + states.joined(separator: labelled ? "  " : " ")
    }

    /// Columns and rows of the terminal.
    private static var size: (Int, Int) {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

/// What the board shows of one delivery.
private enum Mark: CaseIterable, Hashable {
    case waiting, held, arrived, registered, assigned, inProgress, completed, returned, recalled, failed

    init(_ delivery: TrackedDocument.Delivery) {
        if delivery.transport == TransportState.recalled.rawValue {
            self = .recalled
            return
        }
        switch delivery.status {
        case "01": self = .arrived
        case "02": self = .returned
        case "03": self = .registered
        case "04": self = .assigned
        case "05": self = .inProgress
        case "06": self = .completed
        default:
            switch TransportState(rawValue: delivery.transport) {
            case .delivered: self = .held
            case .failed, .refused, .dead, .cancelled: self = .failed
            default: self = .waiting
            }
        }
    }

    /// Two columns.
    var text: String {
        switch self {
        case .waiting: "··"
        case .held: "✓ "
        case .arrived: "01"
        case .registered: "03"
        case .assigned: "04"
        case .inProgress: "05"
        case .completed: "06"
        case .returned: "02"
        case .recalled: "15"
        case .failed: "✗ "
        }
    }

    /// With its colour.
    var shown: String {
        let colour =
            switch self {
            case .waiting: "90"
            case .held, .arrived: "34"
            case .registered: "36"
            case .assigned: "35"
            case .inProgress: "33"
            case .completed: "32"
            case .returned, .failed: "31"
            case .recalled: "90"
            }
        return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
    }

    var name: String {
        switch self {
        case .waiting: "chờ chuyển"
        case .held: "đã nhận"
        case .arrived: "đã đến"
        case .registered: "đã tiếp nhận"
        case .assigned: "phân công"
        case .inProgress: "đang xử lý"
        case .completed: "hoàn thành"
        case .returned: "từ chối"
        case .recalled: "đã thu hồi"
        case .failed: "không chuyển được"
        }
    }
}

extension TrackedDocument {
    /// Whether something of it may still change.
    fileprivate var isMoving: Bool {
        deliveries.contains { [Mark.waiting, .arrived, .registered, .assigned, .inProgress].contains(Mark($0)) }
    }
}

extension String {
    fileprivate func leftPadded(to width: Int, with filler: Character = " ") -> String {
        String(repeating: filler, count: max(0, width - count)) + self
    }
}
