import CLibXML2
import Foundation

/// A schema of our own as a tree, with what it includes put in its place.
///
/// The library's own loader refuses every file (see ``XMLLibrary``), so that the parts are joined here, before anything
/// is compiled: an `xs:include` names a file of the same folder, and each file counts once.
final class SchemaDocument {
    let pointer: xmlDocPtr

    /// - Throws: ``SignedXMLError`` when a part cannot be read, or names one that is not beside it.
    init(contentsOf path: String) throws {
        _ = XMLLibrary.isReady
        pointer = try Self.parse(path)
        let folder = URL(filePath: path).deletingLastPathComponent()
        var included: Set = [URL(filePath: path).lastPathComponent]
        while let (include, name) = Self.firstInclude(in: pointer) {
            if included.insert(name).inserted {
                guard !name.isEmpty, !name.contains("/") else {
                    throw SignedXMLError("the schema \(path) includes “\(name)”, which is not a file beside it")
                }
                let part = try SchemaDocument(part: folder.appending(path: name).path)
                part.insert(before: include, of: pointer)
            }
            xmlUnlinkNode(include)
            xmlFreeNode(include)
        }
    }

    private init(part path: String) throws { pointer = try Self.parse(path) }

    deinit { xmlFreeDoc(pointer) }

    private static func parse(_ path: String) throws -> xmlDocPtr {
        guard let text = FileManager.default.contents(atPath: path) else {
            throw SignedXMLError("cannot open the schema \(path)")
        }
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let document = text.withUnsafeBytes { bytes in
            xmlReadMemory(
                bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), nil, "UTF-8", options)
        }
        guard let document else { throw SignedXMLError("the schema \(path) is not well-formed XML") }
        return document
    }

    private static func firstInclude(in document: xmlDocPtr) -> (node: xmlNodePtr, file: String)? {
        var next = xmlDocGetRootElement(document)?.pointee.children
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(node.pointee.name, "include") == 1 {
                let value = xmlGetNoNsProp(node, "schemaLocation")
                defer { lt_free(value) }
                return (node, value.map { String(cString: $0) } ?? "")
            }
            next = node.pointee.next
        }
        return nil
    }

    /// Copies every declaration of this part to before a node of another document.
    private func insert(before place: xmlNodePtr, of document: xmlDocPtr) {
        var next = xmlDocGetRootElement(pointer)?.pointee.children
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE, let copy = xmlDocCopyNode(node, document, 1) {
                xmlAddPrevSibling(place, copy)
            }
            next = node.pointee.next
        }
    }
}
