import EdXML
import Foundation
import Logging
import ServiceLifecycle
import SignedXML
import VXP

/// Plays the agencies that have no system of their own here: gives their answers when they are due, and sends their
/// documents down. What is owed stands in the store, so a restart only delays it.
struct RemoteAgencies: Service {
    let store: AxisStore
    let inspector: Inspector
    let documentsDown: DocumentsDown?
    let script: AnswerScript
    let maxDocumentBytes: Int
    let now: @Sendable () -> Int64
    let newIdentifier: @Sendable () -> String
    let logger: Logger

    /// The longest time between two looks at what is due, milliseconds.
    private static let idle: Int64 = 200

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                while true {
                    try await giveAnswers()
                    try await sendDocuments()
                    let next = try await store.nextAnswerDue() ?? .max
                    try await Task.sleep(for: .milliseconds(min(Self.idle, max(1, next - now()))))
                }
            } catch is CancellationError {}
        }
    }

    private func giveAnswers() async throws {
        for answer in try await store.dueAnswers(atMilliseconds: now(), limit: 256) {
            do {
                try await store.give(
                    answer, as: try Self.packet(answer), newIdentifier: newIdentifier, atMilliseconds: now())
            } catch let refusal as AxisRefusal {
                // Its receiver has left the register: nobody is there to be answered.
                logger.warning(
                    "answer dropped", metadata: ["code": "\(refusal.code.name)", "detail": "\(refusal.detail)"])
                try await store.drop(answer)
            }
        }
    }

    /// Always the same bytes for the same answer.
    private static func packet(_ answer: DueAnswer) throws -> IncomingPacket {
        let status = StatusMessage(
            from: answer.speaker, responseFor: answer.responseFor, code: answer.code, description: answer.description,
            staff: answer.code == .arrived ? nil : StaffInfo(department: "Văn phòng", staff: "Văn thư cơ quan"),
            at: LocalDateTime(atMilliseconds: answer.dueMilliseconds))
        let bytes = try MessageWriter.bytes(of: status)
        return IncomingPacket(
            system: nil, message: .status(status), narrowedTo: nil, hash: FileHash(of: bytes), size: bytes.count,
            payload: PendingPayload(rest: bytes))
    }

    private func sendDocuments() async throws {
        guard let documentsDown else { return }
        let files = try FileManager.default.contentsOfDirectory(atPath: documentsDown.folder)
        try await store.note(
            files: files.filter { $0.hasSuffix(".edxml") }.sorted(),
            dueMilliseconds: now() + documentsDown.delayMilliseconds)
        for file in try await store.dueFiles(atMilliseconds: now()) {
            do {
                let packet = try await read("\(documentsDown.folder)/\(file)")
                try await store.send(
                    file, as: packet, script: script, newIdentifier: newIdentifier, atMilliseconds: now())
                logger.info("document sent down", metadata: ["file": "\(file)"])
            } catch let refusal as AxisRefusal {
                try await giveUp(file, problem: refusal.code.sentence(refusal.detail))
            } catch let error as CocoaError {
                try await giveUp(file, problem: error.localizedDescription)
            }
        }
    }

    private func giveUp(_ file: String, problem: String) async throws {
        logger.error("document not sent down", metadata: ["file": "\(file)", "problem": "\(problem)"])
        try await store.giveUp(file, problem: problem)
    }

    private func read(_ path: String) async throws -> IncomingPacket {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        var reception = try PacketReception(
            inspector: inspector, store: store, limit: maxDocumentBytes, atMilliseconds: now())
        do {
            while let piece = try file.read(upToCount: PayloadSpool.pieceSize), !piece.isEmpty {
                try await reception.take(Array(piece))
            }
            return try reception.finish(system: nil)
        } catch {
            try await reception.discard()
            throw error
        }
    }
}
