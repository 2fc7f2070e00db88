import CLibXML2

/// Writes the canonical form of a document's beginning once more, in another form, up to the signature.
///
/// A second parser reads the bytes kept so far. It shares the first one's dictionary, so that the canonicaliser can go on
/// with the first one's events where the second one stops.
enum CanonicalReplay {
    private final class Events {
        let canonicalizer: Canonicalizer
        var isDone = false
        var parser: ParserContext?

        init(_ form: CanonicalForm) { canonicalizer = Canonicalizer(form) }
    }

    static func canonicalizer(
        of bytes: [UInt8], form: CanonicalForm, sharing first: ParserContext?
    ) throws -> Canonicalizer {
        let events = Events(form)
        let parser = try ParserContext(handlers: handlers, sharing: first)
        parser.userData = Unmanaged.passUnretained(events).toOpaque()
        defer { events.parser = nil }
        events.parser = parser
        bytes.withUnsafeBytes { parser.parse($0, last: false) }
        withExtendedLifetime((events, first)) {}
        guard events.isDone else { throw SignedXMLError("the canonical form could not be written a second time") }
        return events.canonicalizer
    }

    private static let handlers: SAXHandlers = {
        var table = xmlSAXHandler()
        table.initialized = lt_sax2_magic()
        table.startElementNs = {
            user, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
            guard let user, let local else { return }
            let event = StartEvent(
                local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces,
                attributeCount: attributeCount, defaulted: defaulted, attributes: attributes)
            CanonicalReplay.open(event, CanonicalReplay.events(user))
        }
        table.endElementNs = { user, local, prefix, _ in
            guard let user, let local, !CanonicalReplay.events(user).isDone else { return }
            CanonicalReplay.events(user).canonicalizer.close(local: local, prefix: prefix)
        }
        let characters: charactersSAXFunc = { user, bytes, count in
            guard let user, let bytes, !CanonicalReplay.events(user).isDone else { return }
            CanonicalReplay.events(user).canonicalizer.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        table.characters = characters
        table.ignorableWhitespace = characters
        table.cdataBlock = characters
        table.serror = { _, _ in }
        return SAXHandlers(table)
    }()

    private static func events(_ user: UnsafeMutableRawPointer) -> Events {
        Unmanaged<Events>.fromOpaque(user).takeUnretainedValue()
    }

    private static func open(_ event: StartEvent, _ events: Events) {
        guard !events.isDone else { return }
        if let uri = event.uri, xmlStrEqual(uri, XMLNamespace.signature) == 1,
            xmlStrEqual(event.local, "Signature") == 1
        {
            events.isDone = true
            events.parser?.stop()
            return
        }
        events.canonicalizer.open(
            local: event.local, prefix: event.prefix, uri: event.uri, declarations: event.declarations,
            attributes: event.rawAttributes)
    }
}
