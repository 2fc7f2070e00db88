import EdXML
import Foundation
import HubCore
import HubStore
import Logging
import SignedXML

extension HubConfiguration {
    /// Reads a hub's configuration; `environment` overrides it with `LIENTHONG_<SECTION>_<KEY>`.
    /// - Throws: ``ConfigurationError`` with everything wrong in it.
    package static func load(
        _ file: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> HubConfiguration {
        let reader = try ConfigurationReader(file: file, prefix: "LIENTHONG", environment: environment)
        var configuration = try reader.read(HubConfiguration.init)
        configuration.settings = reader.settings
        return configuration
    }

    private init(_ top: ConfigurationSection) {
        listen = ListenAddress(top.section("listen"), defaultPort: 8080)
        limits = HTTPLimits(top.section("limits"))
        let data = top.section("data")
        dataFolder = data.requiredPath("folder")
        diskFloor = Int64(data.size("diskFloor", in: 0...(1 << 50), default: Int(diskFloor)))
        writeQueue.writes = data.integer("maxWaiting", in: 1...1_000_000, default: writeQueue.writes)
        writeQueue.bytes = Int64(data.size("maxWaitingBytes", in: 65_536...(1 << 40), default: Int(writeQueue.bytes)))
        let metrics = top.section("telemetry").section("listen")
        telemetryListen = metrics.isPresent ? ListenAddress(metrics, defaultPort: 9464) : nil
        let hub = top.section("hub")
        identity = Identity(hub, dataFolder: dataFolder)
        clockTolerance = hub.duration("clockTolerance", in: .seconds(1)...(.seconds(86_400)), default: .seconds(300))
        language = hub.choice("language", default: .vi)
        trust = Trust(top.section("trust"))
        schemasFolder = top.section("schemas").requiredPath("folder")
        policies = Policies(top.section("policies"))
        rules = RuleBook(top.section("rules"))
        check = CheckLimits(top.section("check"))
        api = APILimits(top.section("api"))
        push = PushSettings(top.section("webhooks"))
        let vxp = top.section("vxp")
        axisCalls = CallLimits(vxp, default: .centre)
        registration = vxp.choice("registration", default: .refuse)
        isProvincial = top.section("provincial").choice("enabled", default: YesOrNo.no) == .yes
        let axis = top.section("axis")
        self.axis = axis.isPresent ? AxisLink(axis) : nil
        dispatch = Dispatch(top.section("dispatch"))
        negotiation.answerWithin = top.section("negotiation").duration(
            "answerWithin", in: .seconds(60)...(.seconds(366 * 86_400)), default: negotiation.answerWithin)
        retention = RetentionSettings(top.section("retention"))
        let deadlines = top.section("deadlines")
        self.deadlines = deadlines.isPresent ? DeadlineSettings(deadlines) : nil
        accounts = AccountSettings(top.section("accounts"))
        let log = top.section("log")
        logLevel = log.choice("level", default: .info)
        logOpenness = log.choice("public", default: logOpenness)
        witnesses = WitnessSettings(log)
        let stamps = log.section("timestamp")
        self.stamps = stamps.isPresent ? StampSettings(stamps) : nil
        let archive = log.section("archiveSigner")
        if archive.isPresent {
            archiveSigner = ArchiveSigner(
                certificate: archive.requiredPath("certificate"), key: archive.requiredPath("key"))
        }
    }
}

extension ListenAddress {
    init(_ section: ConfigurationSection, defaultPort: Int) {
        let tls = section.section("tls")
        self.init(
            host: section.text("host", default: "127.0.0.1"),
            port: section.integer("port", in: 0...65_535, default: defaultPort),
            tls: tls.isPresent ? TLS(tls) : nil)
    }
}

extension ListenAddress.TLS {
    fileprivate init(_ section: ConfigurationSection) {
        self.init(
            certificate: section.requiredPath("certificate"), key: section.requiredPath("key"),
            clientCertificate: section.choice("clientCertificate", default: .off),
            clientAuthorities: section.paths("clientCA"))
        if clientCertificate != .off, clientAuthorities.isEmpty {
            section.reject(
                "clientCA", vi: "phải có khi clientCertificate không phải off",
                en: "is needed when clientCertificate is not off")
        }
    }
}

extension HTTPLimits {
    init(_ section: ConfigurationSection) {
        self.init()
        maxDocumentBytes = section.size("maxDocumentBytes", in: 1024...(1 << 40), default: maxDocumentBytes)
        maxHeaderBytes = section.size("maxHeaderBytes", in: 1024...(1 << 20), default: maxHeaderBytes)
        maxHeaderFields = section.integer("maxHeaderFields", in: 20...1000, default: maxHeaderFields)
        headerDeadline = section.duration(
            "headerDeadline", in: .milliseconds(100)...(.seconds(300)), default: headerDeadline)
        bodyDeadline = section.duration("bodyDeadline", in: .seconds(1)...(.seconds(86_400)), default: bodyDeadline)
        minBodyRate = section.size("minBodyRate", in: 0...(1 << 30), default: minBodyRate)
        idle = section.duration("idle", in: .milliseconds(100)...(.seconds(3600)), default: idle)
        stall = section.duration("stall", in: .seconds(1)...(.seconds(3600)), default: stall)
        linger = section.duration("linger", in: .milliseconds(100)...(.seconds(60)), default: linger)
        maxConnections = section.integer("maxConnections", in: 1...1_000_000, default: maxConnections)
        maxConnectionsPerPeer = section.integer(
            "maxConnectionsPerPeer", in: 1...1_000_000, default: maxConnectionsPerPeer)
    }
}

extension CheckLimits {
    fileprivate init(_ section: ConfigurationSection) {
        self.init()
        burst = section.integer("burst", in: 1...10_000, default: burst)
        perMinute = section.integer("perMinute", in: 1...10_000, default: perMinute)
        concurrency = section.integer("concurrency", in: 1...1000, default: concurrency)
    }
}

extension CallLimits {
    init(_ section: ConfigurationSection, default limits: CallLimits) {
        self.init(
            burst: section.integer("burst", in: 1...1_000_000, default: limits.burst),
            perMinute: section.integer("perMinute", in: 1...1_000_000, default: limits.perMinute))
    }
}

extension APILimits {
    fileprivate init(_ section: ConfigurationSection) {
        self.init()
        calls = CallLimits(section, default: .agency)
        keepAnswers = section.duration(
            "keepAnswers", in: .seconds(1)...(.seconds(31 * 86_400)), default: keepAnswers)
    }
}

extension HubConfiguration.Identity {
    fileprivate init(_ section: ConfigurationSection, dataFolder: String) {
        origin = section.required("name")
        signingKey = section.path("signingKey", default: dataFolder + "/signing-key.pem")
        sealingKey = section.path("sealingKey", default: dataFolder + "/sealing-key")
    }
}

extension HubConfiguration.Trust {
    fileprivate init(_ section: ConfigurationSection) {
        self.init(
            anchors: section.paths("anchors"), intermediates: section.paths("intermediates"),
            revocationLists: section.paths("revocationLists"),
            revocationUnknown: section.choice("revocationUnknown", default: .acceptAndFlag))
        tsaAnchors = section.paths("tsaAnchors")
        revocationGrace = section.duration(
            "revocationGrace", in: .zero...(.seconds(31 * 86_400)), default: Self.defaultGrace)
        reloadInterval = section.duration(
            "reloadInterval", in: .milliseconds(100)...(.seconds(3600)), default: Self.defaultReloadInterval)
        let refresh = section.section("refresh")
        self.refresh = refresh.isPresent ? Refresh(refresh) : nil
        if let folder = self.refresh?.folder, !folder.isEmpty, !revocationLists.contains(folder) {
            refresh.reject(
                "folder", vi: "phải là một thư mục của trust.revocationLists",
                en: "must be one of the folders of trust.revocationLists")
        }
    }
}

extension HubConfiguration.Trust.Refresh {
    fileprivate init(_ section: ConfigurationSection) {
        urls = section.texts("urls")
        folder = section.requiredPath("folder")
        interval = section.duration("interval", in: .seconds(1)...(.seconds(7 * 86_400)), default: .seconds(3600))
        deadline = section.duration("deadline", in: .milliseconds(100)...(.seconds(3600)), default: .seconds(60))
        maxBytes = section.size("maxBytes", in: 1024...(1 << 30), default: 64 << 20)
        if urls.isEmpty { section.reject("urls", vi: "cần ít nhất một địa chỉ", en: "needs at least one address") }
        for url in urls {
            let parsed = URL(string: url)
            guard let scheme = parsed?.scheme, ["http", "https"].contains(scheme), parsed?.host() != nil else {
                section.reject(
                    "urls", vi: "“\(url)” không phải địa chỉ http(s)://…", en: "“\(url)” is not an address http(s)://…")
                continue
            }
        }
    }
}

extension HubConfiguration.Policies {
    fileprivate init(_ section: ConfigurationSection) {
        agencies = Kinds(section.section("agencies"))
        axis = Kinds(section.section("axis"))
    }
}

extension HubConfiguration.Policies.Kinds {
    fileprivate init(_ section: ConfigurationSection) {
        documents = section.choice("documents", default: .required)
        statuses = section.choice("statuses", default: .verifyIfPresent)
    }
}

extension AxisLink {
    fileprivate init(_ section: ConfigurationSection) {
        url = section.value("url", expected: ("địa chỉ http(s)://…", "an address http(s)://…"), Self.endpoint) ?? ""
        if url.isEmpty { _ = section.required("url") }
        systemID = section.required("systemid")
        secret = section.secret("secret")
        pollInterval = section.duration("pollInterval", in: .milliseconds(50)...(.seconds(3600)), default: .seconds(10))
        connectTimeout = section.duration(
            "connectTimeout", in: .milliseconds(100)...(.seconds(300)), default: .seconds(10))
        requestTimeout = section.duration(
            "requestTimeout", in: .milliseconds(100)...(.seconds(3600)), default: .seconds(60))
        stallTimeout = section.duration(
            "stallTimeout", in: .milliseconds(100)...(.seconds(3600)), default: .seconds(60))
        hashFilePadding = section.choice("hashFilePadding", default: .padded)
        authorities = section.paths("authorities")
        let recheck = section.duration("recheckInterval", in: .zero...(.seconds(7 * 86_400)), default: .seconds(3600))
        recheckInterval = recheck == .zero ? nil : recheck
        synchronise = Synchronise(reading: section.section("synchronise"))
    }

    private static func endpoint(_ text: String) -> String? {
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil else { return nil }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

extension AxisLink.Synchronise {
    private enum Mode: String, CaseIterable { case on, off }

    /// `nil` when it is switched off.
    fileprivate init?(reading section: ConfigurationSection) {
        self.init()
        let mode = section.choice("mode", default: Mode.on)
        interval = section.duration("interval", in: .milliseconds(50)...(.seconds(86_400)), default: interval)
        whole = section.duration("whole", in: .milliseconds(50)...(.seconds(31 * 86_400)), default: whole)
        suspiciousShare = section.integer("suspiciousShare", in: 0...100, default: suspiciousShare)
        senderPatience = section.duration("senderPatience", in: .zero...(.seconds(7 * 86_400)), default: senderPatience)
        if mode == .off { return nil }
    }
}

extension HubConfiguration.Dispatch {
    fileprivate init(_ section: ConfigurationSection) {
        lease = section.duration("lease", in: .seconds(1)...(.seconds(86_400)), default: .seconds(120))
        backoffBase = section.duration("backoffBase", in: .milliseconds(10)...(.seconds(3600)), default: .seconds(2))
        backoffCap = section.duration("backoffCap", in: .milliseconds(10)...(.seconds(86_400)), default: .seconds(900))
        expiry = section.duration("expiry", in: .seconds(1)...(.seconds(31 * 86_400)), default: .seconds(5 * 86_400))
        concurrency = section.integer("concurrency", in: 1...1000, default: 64)
        breakerFailures = section.integer("breakerFailures", in: 1...1000, default: breakerFailures)
        probeCap = section.duration(
            "probeCap", in: .milliseconds(10)...(.seconds(3600)), default: max(probeCap, backoffBase))
        if backoffCap < backoffBase {
            section.reject("backoffCap", vi: "không được nhỏ hơn backoffBase", en: "must not be below backoffBase")
        }
        if probeCap < backoffBase {
            section.reject("probeCap", vi: "không được nhỏ hơn backoffBase", en: "must not be below backoffBase")
        }
    }
}
