import EdXML
import SignedXML

/// What a rehearsal against somebody's system is told.
package struct ConformanceSettings: Sendable {
    /// The endpoint: `https://hub.example.vn/vxp`.
    package var url: String
    package var systemID: String
    package var secret: String
    /// An agency of ours: it sends.
    package var from: AgencyID
    /// Another one of ours: what is sent to it must come back to us.
    package var to: AgencyID
    /// Signs the documents in the sender's name; without it they are unsigned.
    package var signer: SigningIdentity?
    /// PEM files of the authorities that the system's certificate must come from; the machine's when empty.
    package var authorities: [String] = []
    /// An agency that may be registered and deleted again; without it those cases are left out.
    package var scratchAgency: AgencyID?

    package init(url: String, systemID: String, secret: String, from: AgencyID, to: AgencyID) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.systemID = systemID
        self.secret = secret
        self.from = from
        self.to = to
    }
}
