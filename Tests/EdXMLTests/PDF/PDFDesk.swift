import SignedXML

@testable import EdXML

/// Signers and the trust in them, and the hub's own judgement on a file.
enum PDFDesk {
    static let now = Fixture.receivedAt / 1_000
    private static let authorities = Result { try RehearsalPKI(at: now) }
    private static let agency = RehearsalAgency(identifier: "H24", name: "UBND thanh pho Hai Phong")
    /// Made once: keys take their time.
    static let leader = Result { try authorities.get().identity(of: agency, key: .rsa2048) }
    static let office = Result {
        try authorities.get().identity(of: RehearsalAgency(identifier: "H24.VP", name: "Van phong"), key: .p256)
    }
    private static let revoked = Result { try authorities.get().faultyIdentity(.revoked, of: agency) }
    static let trust = Result {
        let pki = try authorities.get()
        let lists = try pki.revocationLists(revoking: [revoked.get().certificate])
        return try TrustStore(
            anchors: Certificate.all(inPEM: pki.root.certificate.pem()),
            revocationListsPEM: [lists.root, lists.intermediate], revocationUnknown: .refuse)
    }
    /// A file that the leader signed, once.
    static let signed = Result { try PDFSigner(leader.get()).sign(PaperPDF()) }
    /// The same, signed by the office as well.
    static let signedTwice = Result { try PDFSigner(office.get()).sign(signed.get()) }

    static func faulty(_ fault: RehearsalFault) throws -> RehearsalIdentity {
        fault == .revoked ? try revoked.get() : try authorities.get().faultyIdentity(fault, of: agency)
    }

    static func key(_ kind: RehearsalKey.Kind) throws -> RehearsalIdentity {
        try authorities.get().identity(of: agency, key: kind)
    }

    static func read(_ bytes: [UInt8], pieces: Int = 65_536, _ algorithms: Set<HashAlgorithm> = [.sha256])
        -> PDFSignatures
    {
        var reader = PDFSignatureReader(algorithms: algorithms)
        var rest = bytes[...]
        while !rest.isEmpty {
            Array(rest.prefix(pieces)).withBytes { reader.take($0) }
            rest = rest.dropFirst(pieces)
        }
        return reader.finish()
    }

    static func judge(_ bytes: [UInt8], pieces: Int = 65_536, _ algorithms: Set<HashAlgorithm> = [.sha256]) throws
        -> [PDFSignature]
    {
        read(bytes, pieces: pieces, algorithms).judged(in: "cong-van.pdf", by: try trust.get(), at: now)
    }
}

extension PDFSignature {
    var codes: [String] { reasons.map(\.rule.code) }
}
