import CLibXML2
import COpenSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The usual way of judging a signed document, for comparing with: libxml2's tree, its schema validator and its
/// canonicaliser, and OpenSSL over the results.
///
/// It does the work of one inspection and not a step more: parse, validate, canonicalise without the signature into a
/// digest, canonicalise `SignedInfo`, decode and digest the attachments. The compiled schema and the validation context
/// are made once. It trusts what it reads and is used by measurements and tests only.
package final class TreeReference {
    /// What there is to compare: the digests, and the octets that the key has signed.
    package struct Judgement: Equatable {
        package var document: [UInt8] = []
        package var attachments: [[UInt8]] = []
        package var signedInfo: [UInt8] = []
        package var isValid = false
    }

    private let schema: Schema
    private let context: xmlSchemaValidCtxtPtr
    private var decoded = [UInt8](repeating: 0, count: 1 << 16)

    package init(schema: Schema) throws {
        self.schema = schema
        guard let context = xmlSchemaNewValidCtxt(schema.pointer) else {
            throw SignedXMLError("libxml2 could not make a validation context: out of memory")
        }
        self.context = context
    }

    deinit { xmlSchemaFreeValidCtxt(context) }

    /// Judges a document in memory.
    package func judge(_ bytes: [UInt8]) throws -> Judgement {
        try bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return try judge(xmlReadMemory(start, Int32(bytes.count), nil, "UTF-8", Self.options))
        }
    }

    /// Judges a document in a file, which libxml2 reads a piece at a time.
    package func judge(fileAt path: String) throws -> Judgement {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw SignedXMLError("cannot open \(path)") }
        defer { close(file) }
        return try judge(xmlReadFd(file, nil, "UTF-8", Self.options))
    }

    private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue)

    private func judge(_ document: xmlDocPtr?) throws -> Judgement {
        guard let document else { throw SignedXMLError("the reference could not read the document") }
        defer { xmlFreeDoc(document) }
        var judgement = Judgement()
        judgement.isValid = xmlSchemaValidateDoc(context, document) == 0
        guard let signature = Self.find("Signature", in: document) else { return judgement }
        if let info = Self.child("SignedInfo", of: signature) {
            judgement.signedInfo = try digest(document) { node in Self.isWithin(info, node) }
        }
        // Taken out of the tree, as the enveloped-signature transform asks: cheaper than asking at every node.
        xmlUnlinkNode(signature)
        defer { xmlFreeNode(signature) }
        judgement.document = try digest(document, selecting: nil)
        var next = Self.find("AttachmentEncoded", in: document)?.pointee.children
        while let attachment = next {
            if let content = Self.child("ContentTransferEncoded", of: attachment) {
                judgement.attachments.append(try attachmentDigest(content))
            }
            next = attachment.pointee.next
        }
        return judgement
    }

    // MARK: Digests

    private typealias Selection = (xmlNodePtr) -> Bool

    /// The SHA-256 of the exclusive canonical form of the document or of the selected nodes.
    private func digest(_ document: xmlDocPtr, selecting: Selection?) throws -> [UInt8] {
        let digest = try Digest(.sha256)
        let output = xmlOutputBufferCreateIO(
            { context, bytes, count in
                guard let context, let bytes else { return -1 }
                Unmanaged<Digest>.fromOpaque(context).takeUnretainedValue().update(
                    UnsafeRawBufferPointer(start: bytes, count: Int(count)))
                return count
            }, nil, Unmanaged.passUnretained(digest).toOpaque(), nil)
        guard let output else { throw SignedXMLError("libxml2 is out of memory") }
        let mode = Int32(XML_C14N_EXCLUSIVE_1_0.rawValue)
        var result: Int32
        if var selecting {
            result = withUnsafeMutablePointer(to: &selecting) { selection in
                xmlC14NExecute(
                    document,
                    { user, node, parent in
                        let isOwn = node?.pointee.type == XML_ELEMENT_NODE || node?.pointee.type == XML_TEXT_NODE
                        guard let user, let node = isOwn ? node : parent else { return 0 }
                        return user.assumingMemoryBound(to: Selection.self).pointee(node) ? 1 : 0
                    }, selection, mode, nil, 0, output)
            }
        } else {
            result = xmlC14NExecute(document, nil, nil, mode, nil, 0, output)
        }
        if xmlOutputBufferClose(output) < 0 { result = -1 }
        guard result >= 0 else { throw SignedXMLError("libxml2 could not canonicalise") }
        return withExtendedLifetime(digest) { digest.finish() }
    }

    private func attachmentDigest(_ element: xmlNodePtr) throws -> [UInt8] {
        let digest = try Digest(.sha256)
        guard let decoder = EVP_ENCODE_CTX_new() else { throw SignedXMLError("OpenSSL is out of memory") }
        defer { EVP_ENCODE_CTX_free(decoder) }
        EVP_DecodeInit(decoder)
        var written: Int32 = 0
        var next = element.pointee.children
        while let node = next {
            if let content = node.pointee.content {
                var rest = UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))[...]
                while !rest.isEmpty {
                    let piece = UnsafeBufferPointer(rebasing: rest.prefix(decoded.count))
                    EVP_DecodeUpdate(decoder, &decoded, &written, piece.baseAddress, Int32(piece.count))
                    decoded.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<Int(written)])) }
                    rest = rest.dropFirst(piece.count)
                }
            }
            next = node.pointee.next
        }
        EVP_DecodeFinal(decoder, &decoded, &written)
        decoded.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<Int(written)])) }
        return digest.finish()
    }

    // MARK: The tree

    private static func isWithin(_ apex: xmlNodePtr, _ node: xmlNodePtr) -> Bool {
        var next: xmlNodePtr? = node
        while let here = next {
            if here == apex { return true }
            next = here.pointee.parent
        }
        return false
    }

    private static func child(_ name: String, of element: xmlNodePtr) -> xmlNodePtr? {
        var next = element.pointee.children
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(node.pointee.name, name) == 1 { return node }
            next = node.pointee.next
        }
        return nil
    }

    /// The first element of that name, in document order.
    private static func find(_ name: String, in document: xmlDocPtr) -> xmlNodePtr? {
        var next = xmlDocGetRootElement(document)
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(node.pointee.name, name) == 1 { return node }
            next = node.pointee.children ?? node.pointee.next
            var above: xmlNodePtr? = node
            while next == nil, let parent = above?.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE {
                next = parent.pointee.next
                above = parent
            }
        }
        return nil
    }
}
