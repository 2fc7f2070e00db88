import Crypto
import EdXML
import Foundation
import HubCore
import SignedXML

/// Sends the documents of a campaign, evenly over a time: those of ours to the hub, by two lines in turn, and those of the
/// others into the folder from which the axis sends them down.
struct CampaignSenders: Sendable {
    let lines: [any AgencyLine]
    let papers: CampaignPapers
    let notes: CampaignNotes
    /// Where the axis finds what it sends down.
    let folder: String
    /// Of each direction.
    let count: Int
    let time: Duration

    func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingDiscardingTaskGroup { sendings in
            for number in 1...count {
                try await clock.sleep(until: start + time * number / count, tolerance: nil)
                let down = try papers.down(number)
                notes.sentDown(down)
                // The axis looks for whole files only.
                try Data(down.bytes).write(to: URL(filePath: "\(folder)/\(number).edxml"), options: .atomic)
                let up = try papers.up(number)
                sendings.addTask { try await send(up, by: lines[number % lines.count]) }
            }
        }
    }

    private func send(_ paper: CampaignPapers.Paper, by line: any AgencyLine) async throws {
        let number = notes.sends(
            CampaignEvidence.Submission(
                name: paper.name, sha256: paper.sha256, recipients: paper.recipients, statement: nil,
                isValid: paper.isValid, outcome: .unknown))
        notes.answered(number, try await persistently { try await line.send(paper.bytes, as: .document) })
    }
}

/// The system of some of our agencies in a campaign: takes what lies in their mailboxes, and answers as their clerks do.
struct CampaignClerks: Sendable {
    let line: any AgencyLine
    let agencies: [Agency]
    let reader: PacketReader
    let notes: CampaignNotes
    let pace: CampaignSettings.Pace

    /// Goes on until it is cancelled.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { clerks in
            var held = Held()
            while true {
                for item in try await persistently({ try await line.waiting() }) {
                    guard let agency = agencies.first(where: { $0.id == item.recipient }) else { continue }
                    let packet = try await persistently { try await line.fetch(item.delivery) }
                    notes.taken(item, packet)
                    try await persistently { try await line.acknowledge(item.delivery) }
                    guard let message = try reader.message(in: packet),
                        let reply = held.reply(to: message, packet, of: agency)
                    else { continue }
                    clerks.addTask { try await give(reply, by: agency) }
                }
                try await Task.sleep(for: pace.look)
            }
        }
    }

    /// Statuses about one document.
    private struct Reply: Sendable {
        let about: ResponseFor
        /// Of the document.
        let digest: String
        let codes: [StatusCode]
    }

    /// The documents that were taken out of the mailboxes.
    private struct Held {
        private static let usual: [StatusCode] = [.arrived, .registered, .assigned, .inProgress, .completed]
        private var digests: [NaturalKey: String] = [:]

        /// A document gets all five states; a request to give one back is declined, for clerks have acted on it.
        mutating func reply(to message: Message, _ packet: [UInt8], of agency: Agency) -> Reply? {
            switch message {
            case .document(let document):
                let digest = SHA256.hash(data: packet).hexadecimal
                digests[document.naturalKey] = digest
                let about = ResponseFor(
                    agency: document.from.id, code: document.code.full, documentID: document.documentID,
                    date: document.promulgation.date)
                return Reply(about: about, digest: digest, codes: Self.usual)
            case .status(let status):
                guard status.code == .recallRequested, let key = status.documentKey, let digest = digests[key] else {
                    return nil
                }
                let about = ResponseFor(
                    agency: status.from.id, code: status.responseFor.code, documentID: status.responseFor.documentID,
                    date: status.responseFor.date)
                return Reply(about: about, digest: digest, codes: [.recallDeclined])
            }
        }
    }

    private func give(_ reply: Reply, by agency: Agency) async throws {
        guard let id = AgencyID(agency.id) else { return }
        for code in reply.codes {
            try await Task.sleep(for: pace.clerk)
            let status = StatusMessage(
                from: Organization(id: id, name: agency.name), responseFor: reply.about, code: code,
                description: "Văn thư \(agency.name)", staff: StaffInfo(department: "Văn phòng", staff: "Văn thư"),
                at: LocalDateTime(atMilliseconds: HubClock.system.now().milliseconds))
            let bytes = try MessageWriter.bytes(of: status)
            let number = notes.sends(
                CampaignEvidence.Submission(
                    name: "\(code.rawValue) \(reply.about.code) – \(agency.id)",
                    sha256: SHA256.hash(data: bytes).hexadecimal, recipients: [],
                    statement: .init(document: reply.digest, agency: agency.id, code: code.rawValue), isValid: true,
                    outcome: .unknown))
            notes.answered(number, try await persistently { try await line.send(bytes, as: .status) })
        }
    }
}
