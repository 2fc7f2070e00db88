/// How the trust stands: for the log, for a status page, for metrics. Times are seconds since 1970.
package struct TrustReport: Sendable, Codable, Hashable {
    /// One revocation list that counts.
    package struct List: Sendable, Codable, Hashable {
        package enum Freshness: String, Sendable, Codable {
            case current
            /// Past its *nextUpdate*, within the grace.
            case late
            /// Past the grace: whom it covers is "revocation unknown".
            case expired
        }

        package let issuer: String
        /// Upper-case hex.
        package let number: String?
        package let fingerprint: String
        package let thisUpdate: Int64
        package let nextUpdate: Int64?
        /// How many certificates it revokes.
        package let count: Int
        /// Seconds since *thisUpdate*.
        package let age: Int64
        package let freshness: Freshness
    }

    /// A certificate that is trusted or helps to a path.
    package struct Authority: Sendable, Codable, Hashable {
        package let fingerprint: String
        package let subject: String
        package let notAfter: Int64
    }

    /// Why what stands in the folders now is not what counts.
    package struct Failure: Sendable, Codable, Hashable {
        package let reason: String
        package let since: Int64
    }

    package let versions: TrustVersions
    package let loadedAt: Int64
    package let anchors: [Authority]
    package let intermediates: [Authority]
    package let timestampAnchors: [Authority]
    package let lists: [List]
    /// Codes of what is wrong with lists that were given.
    package let problems: [String]
    package let failure: Failure?

    package init(_ store: TrustStore, loadedAt: Int64, failure: Failure? = nil, at time: Int64) {
        versions = store.versions
        self.loadedAt = loadedAt
        anchors = store.anchors.map(Authority.init)
        intermediates = store.intermediates.map(Authority.init)
        timestampAnchors = store.timestampAnchors.map(Authority.init)
        lists = store.lists.map { List($0, grace: store.policy.graceSeconds, at: time) }
        problems = store.problems.map(\.rule.code)
        self.failure = failure
    }

    /// The age of the oldest list, in seconds; `nil` without lists.
    package var oldestListAge: Int64? { lists.map(\.age).max() }
}

extension TrustReport.List {
    init(_ list: RevocationList, grace: Int64, at time: Int64) {
        issuer = list.issuer
        number = list.number
        fingerprint = list.fingerprint
        thisUpdate = list.thisUpdate
        nextUpdate = list.nextUpdate
        count = list.count
        age = time - list.thisUpdate
        switch list.nextUpdate {
        case nil: freshness = .current
        case let next? where time < next: freshness = .current
        case let next?: freshness = time - next < grace ? .late : .expired
        }
    }
}

extension TrustReport.Authority {
    init(_ certificate: Certificate) {
        fingerprint = certificate.fingerprint
        subject = certificate.subject
        notAfter = certificate.notAfter
    }
}
