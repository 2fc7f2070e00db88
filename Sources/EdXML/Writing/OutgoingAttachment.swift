import Foundation
import SignedXML

/// A file to be attached to a message that is being written.
package struct OutgoingAttachment: Sendable {
    /// Its name with extension. It is the content identifier, and the extension decides how it is packed.
    package var fileName: String
    /// What it is called for the reader: *Văn bản chính*.
    package var title: String
    package var description: String?
    /// Gives the file's bytes in pieces; the same bytes each time it is called (it may be called twice).
    package var read: @Sendable (_ sink: ([UInt8]) throws -> Void) throws -> Void

    package init(
        fileName: String, title: String, description: String? = nil,
        read: @escaping @Sendable (_ sink: ([UInt8]) throws -> Void) throws -> Void
    ) {
        self.fileName = fileName
        self.title = title
        self.description = description
        self.read = read
    }

    package init(fileName: String, title: String, description: String? = nil, bytes: [UInt8]) {
        self.init(fileName: fileName, title: title, description: description) { sink in try sink(bytes) }
    }

    /// The kinds that travel as they are; every other travels as a zip of one entry (the vendors' packing rule).
    private static let plainTypes = [
        "pdf": "application/pdf",
        "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "zip": "application/zip",
    ]

    private var plainType: String? {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        return Self.plainTypes[fileName[fileName.index(after: dot)...].lowercased()]
    }

    /// The media type as which it travels.
    var contentType: String { plainType ?? "application/zip" }

    /// Writes the base64 of what travels: the file, or the zip around it.
    /// - Parameter date: the entry's date.
    func encode(date: LocalDate, to sink: ([UInt8]) throws -> Void) throws {
        var base64 = Base64Stream()
        if plainType != nil {
            try read { piece in try sink(base64.encode(piece)) }
            try sink(base64.finish())
            return
        }
        let entry = try measure(date: date)
        var size = 0
        var checksum = CRC32()
        try sink(base64.encode(entry.zip.header))
        try read { piece in
            size += piece.count
            checksum.update(piece)
            try sink(base64.encode(piece))
        }
        guard size == entry.size, checksum.value == entry.checksum else {
            throw MessageWriteError.attachmentChanged(fileName: fileName)
        }
        try sink(base64.encode(entry.zip.trailer))
        try sink(base64.finish())
    }

    private func measure(date: LocalDate) throws -> (zip: ZipEntry, size: Int, checksum: UInt32) {
        var size = 0
        var checksum = CRC32()
        try read { piece in
            size += piece.count
            checksum.update(piece)
        }
        guard let zip = ZipEntry(name: fileName, size: size, checksum: checksum.value, date: date) else {
            throw MessageWriteError.attachmentTooLarge(fileName: fileName)
        }
        return (zip, size, checksum.value)
    }
}

/// Base64 (RFC 4648 §4) of bytes that come in pieces of any size.
private struct Base64Stream {
    private var rest: [UInt8] = []

    mutating func encode(_ piece: [UInt8]) -> [UInt8] {
        let bytes = rest + piece
        let whole = bytes.count - bytes.count % 3
        rest = Array(bytes[whole...])
        return Array(Data(bytes[..<whole]).base64EncodedData())
    }

    mutating func finish() -> [UInt8] {
        defer { rest = [] }
        return Array(Data(rest).base64EncodedData())
    }
}
