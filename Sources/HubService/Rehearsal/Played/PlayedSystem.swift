import Crypto
import EdXML
import Foundation
import HubCore
import SignedXML

/// The system of some of the city's agencies: looks into their mailboxes, keeps what it finds in files, acknowledges it, and
/// gives their clerks' answers as signed or unsigned status packets.
///
/// As careful as a real one should be: it acknowledges what it has written, and writes an answer before it sends it, so that
/// whatever dies in between, each side can repeat its part.
struct PlayedSystem: Sendable {
    let line: any AgencyLine
    /// Those it serves, in the register's form.
    let agencies: [Agency]
    /// Whether its status packets are signed.
    let signs: Bool
    let setting: Setting
    let tempo: Tempo
    let steps: Steps
    let record: RehearsalRecord

    /// Goes on until it is cancelled.
    func run() async throws {
        for agency in agencies {
            for folder in [setting.folder.incoming(of: agency.id), setting.folder.outgoing(of: agency.id)] {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
        }
        try await withThrowingDiscardingTaskGroup { clerks in
            var answered: Set<String> = []
            var acknowledged: Set<String> = []
            for (item, bytes) in try earlier() {
                answered.insert(item.delivery)
                clerks.addTask { try await answer(bytes, item) }
            }
            while true {
                for item in try await persistently({ try await line.waiting() }) where serves(item) {
                    let bytes = try await take(item)
                    if !acknowledged.insert(item.delivery).inserted { record.handedOverAgain(item) }
                    if answered.insert(item.delivery).inserted {
                        clerks.addTask { try await answer(bytes, item) }
                    }
                }
                try await Task.sleep(for: tempo.look)
            }
        }
    }

    private func serves(_ item: Waiting) -> Bool { agencies.contains { $0.id == item.recipient } }

    // MARK: Taking

    private func file(of item: Waiting) -> String {
        "\(setting.folder.incoming(of: item.recipient))/\(item.delivery).edxml"
    }

    /// What an earlier run took.
    private func earlier() throws -> [(Waiting, [UInt8])] {
        try agencies.flatMap { agency in
            try FileManager.default.packets(in: setting.folder.incoming(of: agency.id)).map { file in
                let name = (URL(filePath: file).lastPathComponent as NSString).deletingPathExtension
                return (Waiting(delivery: name, recipient: agency.id), try FileManager.default.bytes(of: file))
            }
        }
    }

    /// Fetches a packet, keeps it, and only then says so.
    private func take(_ item: Waiting) async throws -> [UInt8] {
        let bytes = try await persistently { try await line.fetch(item.delivery) }
        try Data(bytes).write(to: URL(filePath: file(of: item)), options: .atomic)
        try await persistently { try await line.acknowledge(item.delivery) }
        record.taken(item, sha256: SHA256.hash(data: bytes).hexadecimal)
        try await steps.took()
        return bytes
    }

    // MARK: Answering

    private func answer(_ bytes: [UInt8], _ item: Waiting) async throws {
        guard let agency = agencies.first(where: { $0.id == item.recipient }) else { return }
        guard let message = try setting.reader.message(in: bytes) else {
            return record.problem(
                vi: "\(item.recipient) nhận gói không đọc được: \(item.delivery)",
                en: "\(item.recipient) was handed a packet that cannot be read: \(item.delivery)")
        }
        for (number, answer) in setting.story.answers(of: agency.id, to: message).enumerated() {
            try await Task.sleep(for: tempo.clerk)
            let name = "\(item.delivery)-\(number + 1)"
            let packet = try written(name, by: agency) { try self.bytes(of: answer, to: message, by: agency) }
            try await give(packet, name: name, by: agency)
        }
    }

    private func give(_ packet: [UInt8], name: String, by agency: Agency) async throws {
        switch try await persistently({ try await line.send(packet, as: .status) }) {
        case .accepted(let receipt):
            record.accepted("\(agency.id) \(name)", sha256: SHA256.hash(data: packet).hexadecimal, receipt)
        case .refused(let codes):
            record.problem(
                vi: "Trạng thái \(name) của \(agency.id) bị từ chối: \(codes.joined(separator: ", "))",
                en: "The status was refused")
        }
        try await steps.took()
    }

    /// A packet in the agency's folder; made and, where it signs, signed when it is not there yet.
    private func written(_ name: String, by agency: Agency, _ make: () throws -> [UInt8]) throws -> [UInt8] {
        let file = "\(setting.folder.outgoing(of: agency.id))/\(name).edxml"
        if !FileManager.default.fileExists(atPath: file) {
            let draft = "\(file).draft"
            try Data(try make()).write(to: URL(filePath: signs ? draft : file), options: .atomic)
            if signs {
                let office = SigningOffice(pki: setting.folder.pki, register: setting.register, reader: setting.reader)
                try office.sign(draft, by: setting.folder.pki.agency(agency.id), into: file)
                try FileManager.default.removeItem(atPath: draft)
            }
        }
        return try FileManager.default.bytes(of: file)
    }

    private func bytes(of answer: Story.Answer, to message: Message, by agency: Agency) throws -> [UInt8] {
        switch answer {
        case .fixture(let name): return try setting.story.bytes(ofStatus: name)
        case .says(let code, let description):
            guard let id = AgencyID(agency.id) else { return [] }
            let status = StatusMessage(
                from: Organization(id: id, name: agency.name), responseFor: message.answered, code: code,
                description: description, staff: StaffInfo(department: "Văn phòng", staff: "Văn thư cơ quan"),
                at: LocalDateTime(atMilliseconds: HubClock.system.now().milliseconds))
            return try MessageWriter.bytes(of: status)
        }
    }
}

extension Message {
    /// How a receiver names the document in its answer.
    fileprivate var answered: ResponseFor {
        switch self {
        case .document(let document):
            ResponseFor(
                agency: document.from.id, code: document.code.full, documentID: document.documentID,
                date: document.promulgation.date)
        case .status(let status):
            ResponseFor(
                agency: status.from.id, code: status.responseFor.code, documentID: status.responseFor.documentID,
                date: status.responseFor.date)
        }
    }
}

extension RehearsalRecord {
    /// What was acknowledged must not lie in the mailbox any more.
    fileprivate func handedOverAgain(_ item: Waiting) {
        problem(
            vi: "\(item.recipient) được giao lại gói đã nhận xong: \(item.delivery)",
            en: "\(item.recipient) was handed again what it had acknowledged: \(item.delivery)")
    }
}
