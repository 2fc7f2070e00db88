import Crypto
import EdXML
import Foundation
import HubCore

/// What the city's agencies send of their own accord: the letters, some of them twice, the requests to give one back, and
/// everything that must be refused.
struct Correspondence: Sendable {
    /// Taken in turn.
    let lines: [any AgencyLine]
    let setting: Setting
    let tempo: Tempo
    let steps: Steps
    let record: RehearsalRecord

    /// Every so many letters, one is sent again by the other line.
    private static let repeated = 3

    /// All letters, in order; then the requests.
    func sendLetters() async throws {
        for (number, letter) in setting.story.letters.filter({ !setting.story.isRequest($0) }).enumerated() {
            try await send(letter.bytes, letter.name, .document, by: lines[number % lines.count])
            if number % Self.repeated == 0 {
                try await send(letter.bytes, letter.name, .document, by: lines[(number + 1) % lines.count])
            }
            try await Task.sleep(for: tempo.letter)
        }
        try await sendUnmatchedStatus()
        try await askBack()
    }

    /// A request to give a document back must find recipients that have it.
    private func askBack() async throws {
        while !Story.beforeAskingBack.allSatisfy({ record.reached(code: $0.code, agency: $0.agency, status: $0.status) }
        ) {
            try await Task.sleep(for: tempo.watch)
        }
        for (number, fixture) in Story.requests.enumerated() {
            let packet = try setting.story.bytes(ofStatus: fixture)
            try await send(packet, fixture, .status, by: lines[number % lines.count])
        }
        for letter in setting.story.letters where setting.story.isRequest(letter) {
            try await send(letter.bytes, letter.name, .document, by: lines[0])
        }
    }

    /// Answers a document that came on paper; always the same bytes, so that a rehearsal taken up again repeats it.
    private func sendUnmatchedStatus() async throws {
        let (replier, issuer, code) = Story.unmatched
        guard let from = AgencyID(replier), let to = AgencyID(issuer),
            let at = LocalDateTime("2026/11/10 08:30:00"), let date = LocalDate("2026/11/09")
        else { return }
        let status = StatusMessage(
            from: Organization(id: from, name: setting.register.agency(replier)?.name),
            responseFor: ResponseFor(agency: to, code: code, date: date), code: .registered,
            description: "Đã vào sổ văn bản giấy", at: at)
        try await send(try MessageWriter.bytes(of: status), "\(code) (giấy)", .status, by: lines[0])
    }

    private func send(_ packet: [UInt8], _ name: String, _ kind: Message.Kind, by line: any AgencyLine) async throws {
        switch try await persistently({ try await line.send(packet, as: kind) }) {
        case .accepted(let receipt):
            record.accepted(name, sha256: SHA256.hash(data: packet).hexadecimal, receipt)
        case .refused(let codes):
            record.problem(
                vi: "\(name) bị từ chối qua \(line.name): \(codes.joined(separator: ", "))", en: "it was refused")
        }
        try await steps.took()
    }

    // MARK: What must be refused

    func sendSpoiled(_ packets: [SpoiledPacket]) async throws {
        for (number, packet) in packets.enumerated() {
            // An empty body is no document to the hub's own interface, and is refused before it is one.
            let line = packet.bytes.isEmpty ? lines[0] : lines[number % lines.count]
            switch try await persistently({ try await line.send(packet.bytes, as: packet.kind) }) {
            case .accepted: record.refused(packet.name, codes: [])
            case .refused(let codes): record.refused(packet.name, codes: codes)
            }
            try await steps.took()
        }
    }
}
