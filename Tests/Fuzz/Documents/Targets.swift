import FuzzProperty

extension HostileTarget {
    /// Where documents and what they hold are read.
    package static let documents = [
        HostileTarget("reader") { try Documents.read(&$0) },
        HostileTarget("canonical") { try Documents.canonicalize(&$0) },
        HostileTarget("signature") { try Documents.verify(&$0) },
        HostileTarget("base64") { try Attachments.decodeBase64(&$0) },
        HostileTarget("zip") { try Attachments.unpack(&$0) },
        HostileTarget("pdf") { try Attachments.readPDF(&$0) },
        HostileTarget("cms") { try Attachments.readCMS($0.whole) },
    ]
}
