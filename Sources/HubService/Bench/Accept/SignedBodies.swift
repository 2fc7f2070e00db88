import EdXML
import Foundation
import SignedXML

/// Signed packets in memory, each another one, made by as many tasks as there are processors.
struct SignedBodies: Sendable {
    let pki: PKIFolder
    let agencies: [String]
    let now: Int64

    /// Documents of about `size` bytes once signed, each of the next agency to the one after it.
    func documents(_ numbers: Range<Int>, size: Int) async throws -> [[UInt8]] {
        try await documents(numbers, size: size) { number in
            BenchDocument.Way(
                from: agencies[number % agencies.count], to: [agencies[(number + 1) % agencies.count]])
        }
    }

    /// Documents of about `size` bytes once signed.
    /// - Parameter way: of the document of that number.
    func documents(
        _ numbers: Range<Int>, size: Int, on way: @escaping @Sendable (Int) -> BenchDocument.Way
    ) async throws -> [[UInt8]] {
        try await made(numbers) { number, identities in
            let way = way(number)
            let bytes = try BenchDocument.bytes(size: max(1_000, size - 3_000), number: number, on: way, at: now)
            return try signed(bytes, by: identities[way.from])
        }
    }

    /// Statuses by the recipients of those documents: 01, "arrived".
    func statuses(about numbers: Range<Int>) async throws -> [[UInt8]] {
        try await made(numbers) { number, identities in
            let recipient = agencies[(number + 1) % agencies.count]
            let bytes = try MessageWriter.bytes(
                of: try BenchDocument.status(
                    on: number, from: recipient, to: agencies[number % agencies.count], at: now))
            return try signed(bytes, by: identities[recipient])
        }
    }

    private func signed(_ bytes: [UInt8], by identity: SigningIdentity?) throws -> [UInt8] {
        guard let identity else { throw BenchFailure("thiếu khóa ký", "a signing key is missing") }
        switch try DocumentSigner.sign(bytes, by: identity, profile: .edXML()) {
        case .success(let signed): return signed
        case .failure(let refusal): throw BenchFailure("không ký được", explanation(of: refusal.findings))
        }
    }

    private func made(
        _ numbers: Range<Int>, _ make: @escaping @Sendable (Int, [String: SigningIdentity]) throws -> [UInt8]
    ) async throws -> [[UInt8]] {
        let identities = try identities()
        let lanes = ProcessInfo.processInfo.activeProcessorCount
        return try await withThrowingTaskGroup(of: (Int, [[UInt8]]).self) { group in
            let share = (numbers.count + lanes - 1) / max(1, lanes)
            for lane in 0..<lanes {
                let mine = numbers.dropFirst(lane * share).prefix(share)
                group.addTask { (lane, try mine.map { try make($0, identities) }) }
            }
            let parts = try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            return (0..<lanes).flatMap { parts[$0] ?? [] }
        }
    }

    private func identities() throws -> [String: SigningIdentity] {
        try Dictionary(
            uniqueKeysWithValues: agencies.map { agency in
                let files = pki.agency(agency)
                return (
                    agency,
                    try SigningIdentity(
                        keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
                        certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
                )
            })
    }
}
