import CLibXML2
import Synchronization

/// What reading a document needs and can be used for the next one: libxml2's contexts, and the names they know.
///
/// `@unchecked Sendable`: one reader has it at a time; between readers it lies in a pool.
final class ReadingEquipment: @unchecked Sendable {
    let parser: ParserContext
    let names: NameTable
    let schemaSession: SchemaSession?

    init(_ profile: ReadingProfile) throws {
        names = NameTable(profile.names)
        parser = try ParserContext(handlers: DocumentReader.handlers)
        schemaSession = try profile.schema.map { try SchemaSession($0) }
    }

    /// Names seen in documents stay in the parser's dictionary; more than any format has are a stranger's.
    private static let nameLimit = 512

    var isReusable: Bool { names.count <= Self.nameLimit && parser.isAtRest }

    /// Makes it ready for a document.
    func reset() {
        parser.reset()
        schemaSession?.begin()
    }
}

/// Equipment that waits for the next document.
package final class ReaderPool: Sendable {
    private static let limit = 32
    private let idle = Mutex<[ReadingEquipment]>([])

    package init() {}

    /// Equipment that has been reset, for documents of that schema. The names are the same for all who share the pool.
    func take(for profile: ReadingProfile) throws -> ReadingEquipment {
        let known = idle.withLock { $0.popLast() }
        if let known, known.schemaSession?.schema === profile.schema {
            known.reset()
            return known
        }
        let new = try ReadingEquipment(profile)
        new.schemaSession?.begin()
        return new
    }

    /// Takes back what has read a whole, well-formed document; anything else is let go.
    func give(back equipment: ReadingEquipment) {
        equipment.parser.userData = nil
        equipment.schemaSession?.end()
        guard equipment.isReusable else { return }
        idle.withLock { idle in
            if idle.count < Self.limit { idle.append(equipment) }
        }
    }
}
