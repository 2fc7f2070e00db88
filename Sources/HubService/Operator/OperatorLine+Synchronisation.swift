import HubCore
import HubStore
import NIOCore
import SignedXML

extension OperatorLine {
    /// Asks how the register follows the axis' list, or has something done about it; returns when what was begun has ended.
    package func synchronisation(_ act: SynchronisationAct) async throws -> RegisterSynchroniser.Status {
        var status = try await status(after: act)
        while act != .status, status.isRunning {
            try await Task.sleep(for: .milliseconds(200))
            status = try await self.status(after: .status)
        }
        return status
    }

    private func status(after act: SynchronisationAct) async throws -> RegisterSynchroniser.Status {
        guard case .synchronisation(let status) = try await asked(.synchronise(act)) else {
            throw Unreachable(unexpectedReplyTo: "synchronise")
        }
        return status
    }
}

extension RegisterSynchroniser.Status {
    /// For an operator: what came last, how far the list has been followed, and what is to be done.
    package var text: String {
        var lines: [String] = []
        func add(_ says: Bilingual) { lines.append("\(says.vi)\n  \(says.en)") }
        if isRunning { add(Bilingual(vi: "Đang đồng bộ.", en: "Synchronising now.")) }
        if let check = lastCheck {
            add(
                Bilingual(
                    vi: "\(check.at.shown) \(check.result.says.vi)", en: "\(check.at.shown) \(check.result.says.en)"))
        } else if let last = list.last, let at = list.lastAt {
            add(Bilingual(vi: "\(at.shown) \(last.says.vi)", en: "\(at.shown) \(last.says.en)"))
        } else {
            add(Bilingual(vi: "Chưa đồng bộ lần nào.", en: "Never synchronised."))
        }
        let version = list.version.map { "\($0)" } ?? "–"
        let (followed, compared) = (list.followedAt?.shown ?? "–", list.comparedAt?.shown ?? "–")
        add(
            Bilingual(
                vi: "Phiên bản \(version); có thay đổi lần cuối \(followed); so với toàn bộ lần cuối \(compared).",
                en: "Version \(version); last change \(followed); last compared with the whole list \(compared)."))
        if let held = list.held {
            add(
                Bilingual(
                    vi:
                        "ĐANG GIỮ LẠI một danh mục làm \(held.retired) đơn vị hết hiệu lực. Nhận: --accept; bỏ: --discard.",
                    en:
                        "HELD: a list that would retire \(held.retired) agencies. Take it: --accept; drop it: --discard."
                ))
        }
        lines += contradictions.map { "! \($0.says.vi)\n  \($0.says.en)" }
        return lines.joined(separator: "\n")
    }

    /// Whether an operator has to look: the list cannot be followed, or one is held.
    package var needsAttention: Bool {
        list.held != nil || (lastCheck?.result ?? list.last)?.outcome == .failed
    }

    /// One JSON object on one line.
    package var json: String { String(buffer: WireJSON.encode(self)) }
}
