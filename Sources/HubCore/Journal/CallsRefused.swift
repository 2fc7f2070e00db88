/// Calls that were refused before anything of them was taken in: who called was not believed, or may not do it, or does it too
/// often, or the call was not in order. Summed up, so that nobody can flood the journal by calling; the counts of all entries
/// add up to the calls.
package struct CallsRefused: Sendable, Hashable, Codable {
    /// Which of the hub's interfaces was called; `nil` of what is summed up without names.
    package let interface: String?
    /// The code of the first rule that refused it; `nil` as above.
    package let code: String?
    /// Who called, or claims to have: a centre, an agency, an operator.
    package let caller: String?
    /// The name of the agency's token by which it called.
    package let token: TokenID?
    /// The address from which the connection came.
    package let peer: String?
    /// How many others, where more called in a window than are told one by one: so many, at least, of different interface,
    /// code, caller or address.
    package let others: Int?
    package let count: Int64
    package let first: Timestamp
    package let last: Timestamp
    /// One of the requests, by its name in the log and in the answer.
    package let request: String?

    init(_ call: RefusedCall?, others: Int? = nil, count: Int64, first: Timestamp, last: Timestamp, request: String?) {
        interface = call?.interface
        code = call?.code
        (caller, token) = (call?.caller, call?.token)
        peer = call?.peer
        self.others = others
        self.count = count
        self.first = first
        self.last = last
        self.request = request
    }
}

/// Whose call was refused, where, and why.
package struct RefusedCall: Sendable, Hashable {
    package let interface: String
    package let code: String
    package let caller: String?
    package let token: TokenID?
    package let peer: String?

    /// - Parameters:
    ///   - caller: as claimed, whatever it is; never a token or a secret.
    ///   - token: of a caller who is known.
    package init(interface: String, code: String, caller: String?, token: TokenID? = nil, peer: String?) {
        self.interface = interface
        self.code = code
        self.caller = caller.map(Self.sane)
        self.token = token
        self.peer = peer.map(Self.sane)
    }

    /// Letters, digits and some marks of ASCII, a hundred at most: what stands in a journal for ever is no place for others'
    /// jokes.
    private static func sane(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(200).map { scalar in
            let isSane = scalar.isASCII && (scalar.properties.isAlphabetic || (0x2B...0x3A).contains(scalar.value))
            return isSane || " @_%".unicodeScalars.contains(scalar) ? Character(scalar) : "?"
        }
        return String(scalars).clipped(to: 100)
    }
}
