/// How the hub reaches the national axis, and as whom.
package struct AxisLink: Sendable, Hashable {
    /// The endpoint; operations are appended to it: `<url>/sendEdoc`.
    package var url: String
    /// The interconnection centre that the hub is, to the axis.
    package var systemID: String
    package var secret: SecretSource
    package var pollInterval: Duration
    package var connectTimeout: Duration
    /// For a whole call without a document.
    package var requestTimeout: Duration
    /// How long a transfer of a document may stand still.
    package var stallTimeout: Duration
    /// How `hash-file` is written.
    package var hashFilePadding: HashFilePadding
    /// Files of the authorities that the axis's certificate must come from; the system's when empty.
    package var authorities: [String]
    /// How often the axis is asked whether it still knows what it took; `nil` for never.
    package var recheckInterval: Duration?

    /// How the register follows the axis' list of agencies; `nil` when it does not.
    package var synchronise: Synchronise?

    package struct Synchronise: Sendable, Hashable {
        /// How often the axis is asked for what has changed.
        package var interval = Duration.seconds(3600)
        /// How often the register is compared with the whole list.
        package var whole = Duration.seconds(86_400)
        /// A list that would retire more than this share of the agencies beyond the axis, in percent, is held for an operator.
        package var suspiciousShare = 10
        /// How long a packet from the axis whose sender is not in the register waits for the list to bring it.
        package var senderPatience = Duration.seconds(600)

        package init() {}
    }

    package enum HashFilePadding: String, Sendable, CaseIterable {
        /// 64 hex digits.
        case padded
        /// As the vendor's client writes it: each byte without its leading zero.
        case vendor
    }

    package init(
        url: String, systemID: String, secret: SecretSource, pollInterval: Duration = .seconds(10),
        connectTimeout: Duration = .seconds(10), requestTimeout: Duration = .seconds(60),
        stallTimeout: Duration = .seconds(60), hashFilePadding: HashFilePadding = .padded,
        authorities: [String] = [], recheckInterval: Duration? = .seconds(3600),
        synchronise: Synchronise? = nil
    ) {
        self.url = url
        self.systemID = systemID
        self.secret = secret
        self.pollInterval = pollInterval
        self.connectTimeout = connectTimeout
        self.requestTimeout = requestTimeout
        self.stallTimeout = stallTimeout
        self.hashFilePadding = hashFilePadding
        self.authorities = authorities
        self.recheckInterval = recheckInterval
        self.synchronise = synchronise
    }
}
