import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import Hummingbird
import Logging
import ServiceLifecycle
import SignedXML
import UnixSignals

/// A hub, put together from its configuration: the store, the one intake, its doors, and what carries things on.
package struct Hub: Sendable {
    package let configuration: HubConfiguration
    package let store: SQLiteStore
    /// The lists of the pages.
    package let listing: SQLiteListing
    package let intake: Intake
    package let clock: HubClock
    package let logger: Logger
    private let operatorToken: OperatorToken
    private let trust: TrustReloader
    private let care: HubCare
    /// The calls that were refused.
    private let refusals: RefusedCalls
    /// By what duties are reckoned; `nil` where none are.
    package let deadlines: DeadlineBook?
    /// How it goes with the axis; `nil` without one.
    package let axisWatch: DestinationWatch?
    /// How it goes with the witnesses.
    package let witnesses: WitnessWatch
    /// How it goes with the authority that stamps the journal.
    package let stamps = StampWatch()
    /// What else it serves beside its interfaces: the pages.
    package var pages: FurtherRoutes?

    /// Adds routes of a hub to its router.
    package typealias FurtherRoutes = @Sendable (Hub, OperatorDesk, Router<HubRequestContext>) throws -> Void

    /// Opens everything that is on the disk, and checks it.
    /// - Throws: ``StoreError``, ``SignedXMLError``, or what reading a file throws.
    package init(_ configuration: HubConfiguration, clock: HubClock = .system, logger: Logger) throws {
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        refusals = RefusedCalls(clock: clock)
        let telemetry = Telemetry()
        store = try HubStorage.open(configuration, observer: telemetry)
        listing = try SQLiteListing(of: store, folder: configuration.dataFolder)
        axisWatch = configuration.axis.map { _ in DestinationWatch(configuration.dispatch) }
        witnesses = WitnessWatch(configuration.witnesses)
        care = HubCare(
            configuration, store: store, axisWatch: axisWatch, witnesses: witnesses,
            stamps: configuration.stamps == nil ? nil : stamps, telemetry: telemetry, clock: clock, logger: logger)
        deadlines = try configuration.deadlines.map { try DeadlineBook($0) }
        operatorToken = try OperatorToken(folder: configuration.dataFolder, orMake: true)
        let policy = HubPolicy(configuration.policies)
        trust = try TrustReloader(
            configuration.trust, policy: policy, rules: configuration.rules, store: store, clock: clock,
            logger: logger.named("trust"))
        var intake = Intake(
            store: store, inspector: try Inspector(schemaFolder: configuration.schemasFolder),
            trust: trust.keeper, policy: policy, rules: configuration.rules, clock: clock,
            logger: logger.named("intake"))
        intake.door = care.door
        self.intake = intake
    }

    /// Runs until SIGTERM, SIGINT or a graceful shutdown of the surrounding group; requests in flight are answered, carriages
    /// are finished, then connections and database are closed.
    /// - Parameter onListening: told the bound port.
    package func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let axis = try configuration.axis.map { [clock] link in try AxisClient(link) { clock.now().milliseconds } }
        func close() async throws {
            try await axis?.shutDown()
            try await listing.close()
            try await store.close()
        }
        try await ending(with: close) {
            try await serve(axis, onListening)
        }
    }

    private func serve(_ axis: AxisClient?, _ onListening: @escaping @Sendable (Int) async -> Void) async throws {
        let life = HubLife(store: store, clock: clock)
        try await life.begins(configuration, version: Self.version)
        try await RestoredFolder.journal(configuration.dataFolder, in: store, now: clock.now())
        try await trust.announce()
        let follower = try follower(of: axis)
        var services: [any Service] = [
            // What begins first ends last: when the others have refused their last call.
            RefusedCallKeeper(calls: refusals, store: store, clock: clock),
            try HTTPService(
                listen: configuration.listen, limits: configuration.limits, router: try router(follower),
                logger: logger.named("http"), onListening: onListening),
            TrustWatch(
                reloader: trust, interval: configuration.trust.reloadInterval, clock: clock,
                logger: logger.named("trust")),
        ]
        services.append(
            NegotiationWatch(
                store: store, answerWithin: configuration.negotiation.answerWithin, clock: clock,
                logger: logger.named("negotiation")))
        if let refresh = configuration.trust.refresh {
            services.append(
                RevocationListRefresher(refresh, reloader: trust, clock: clock, logger: logger.named("trust")))
        }
        services.append(pushDispatcher())
        services.append(
            RetentionWatch(
                store: store, settings: configuration.retention, clock: clock, logger: logger.named("retention")))
        if let deadlines { services += deadlineServices(deadlines) }
        services.append(
            AccountKeeper(
                store: store, settings: configuration.accounts, clock: clock, logger: logger.named("accounts")))
        services.append(ListingKeeper(listing: listing, book: deadlines, logger: logger.named("listing")))
        if !configuration.witnesses.witnesses.isEmpty {
            services.append(
                CosignatureCollector(
                    store: store, watch: witnesses, clock: clock, logger: logger.named("witnesses")))
        }
        if let settings = configuration.stamps {
            services.append(
                try StampKeeper(
                    store: store, settings: settings, watch: stamps, clock: clock, logger: logger.named("stamps")))
        }
        if let axis, let interval = configuration.axis?.pollInterval {
            if let axisWatch { services.append(axisDispatcher(AxisCourier(axis), axisWatch)) }
            let unknownSenders = follower.flatMap { follower in
                configuration.axis?.synchronise.map {
                    UnknownSenders(follower, patience: $0.senderPatience, clock: clock)
                }
            }
            services.append(
                AxisPoller(
                    axis: axis, intake: intake, interval: interval, standing: care.axis, unknownSenders: unknownSenders,
                    logger: logger.named("poller")))
            if let recheck = configuration.axis?.recheckInterval {
                services.append(
                    AxisRecheck(
                        axis: axis, store: store, interval: recheck, clock: clock, logger: logger.named("recheck")))
            }
        }
        if let follower { services.append(follower) }
        services = services.map { PatientService($0, logger: logger.named("services")) }
        services += try care.services(limits: configuration.limits, logger: logger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.named("services")))
        try await life.goesOn { try await group.run() }
    }

    /// What has the register follow the axis' list; `nil` when there is no axis, or that is switched off.
    private func follower(of axis: AxisClient?) throws -> RegisterFollower? {
        guard let axis, let settings = configuration.axis?.synchronise else { return nil }
        let synchroniser = try RegisterSynchroniser(
            axis: axis, store: store, settings: settings, folder: configuration.dataFolder + "/axis-list",
            clock: clock, logger: logger.named("register"))
        return RegisterFollower(synchroniser, settings: settings)
    }

    private func axisDispatcher(_ courier: any Courier, _ watch: DestinationWatch) -> some Service {
        let dispatch = configuration.dispatch
        let backoff = Backoff(
            base: dispatch.backoffBase.milliseconds, cap: dispatch.backoffCap.milliseconds,
            expiry: dispatch.expiry.milliseconds)
        return Dispatcher(
            DeliveryOutbox(store: store, courier: courier, route: .axis), watch: watch,
            settings: DispatchSettings(lease: dispatch.lease, backoff: backoff),
            clock: clock, owner: UUID().uuidString, logger: logger.named("dispatch"))
    }

    private func pushDispatcher() -> some Service {
        let push = configuration.push
        let backoff = Backoff(
            base: push.backoffBase.milliseconds, cap: push.backoffCap.milliseconds,
            expiry: push.suspendAfter.milliseconds)
        return Dispatcher(
            NewsOutbox(store: store, caller: WebhookCaller(store: store, settings: push, clock: clock)),
            watch: DestinationWatch(concurrency: push.concurrency, isProven: true),
            settings: DispatchSettings(backoff: backoff),
            clock: clock, owner: UUID().uuidString, logger: logger.named("push"))
    }

    private func deadlineServices(_ book: DeadlineBook) -> [any Service] {
        let keeper = DutyKeeper(store: store, book: book, clock: clock, logger: logger.named("deadlines"))
        guard let mail = book.settings.mail else { return [keeper] }
        let backoff = Backoff(
            base: mail.backoffBase.milliseconds, cap: mail.backoffCap.milliseconds, expiry: mail.keep.milliseconds)
        let mailer = Dispatcher(
            MailOutbox(store: store, client: SMTPClient(mail), publicAddress: configuration.push.publicAddress),
            watch: DestinationWatch(concurrency: mail.concurrency),
            settings: DispatchSettings(lease: mail.timeout * 2, backoff: backoff), clock: clock,
            owner: UUID().uuidString, logger: logger.named("mail"))
        return [keeper, mailer]
    }

    /// How the trust stands now.
    package var trustReport: TrustReport { trust.keeper.report(at: clock.now().milliseconds / 1000) }

    private func router(_ follower: RegisterFollower?) throws -> Router<HubRequestContext> {
        let router = HubRouter.make(telemetry: care.telemetry, refusals: refusals)
        care.interface.addRoutes(to: router, token: operatorToken)
        let callers = try VXPCallers(
            store: store, clock: clock, toleranceMilliseconds: configuration.clockTolerance.milliseconds,
            folder: configuration.dataFolder)
        let limit = configuration.limits.maxDocumentBytes
        let registrations = RegistrationDesk(store: store, clock: clock, policy: configuration.registration)
        let gate = CallGate(configuration.axisCalls, refusingWith: VXPRule.rate, clock: clock)
        VXPInterface(
            intake: intake, callers: callers, gate: gate, registrations: registrations, maxDocumentBytes: limit
        ).addRoutes(to: router)
        if configuration.isProvincial {
            ProvincialInterface(intake: intake, gate: gate, maxDocumentBytes: limit).addRoutes(to: router)
        }
        APIInterface(
            intake: intake, maxDocumentBytes: limit, checks: configuration.check, limits: configuration.api,
            axis: axisWatch, deadlines: deadlines
        ).addRoutes(to: router)
        LogInterface(
            store: store, clock: clock, limits: configuration.api, openness: configuration.logOpenness
        ).addRoutes(to: router)
        let desk = OperatorDesk(
            store: store, synchroniser: follower?.synchroniser, ourCentre: configuration.axis?.systemID ?? "",
            clock: clock, push: configuration.push, axis: axisWatch, retention: configuration.retention.policy,
            deadlines: deadlines, witnesses: witnesses, accounts: configuration.accounts)
        OperatorInterface(desk: desk, token: operatorToken).addRoutes(to: router)
        try pages?(self, desk, router)
        return router
    }

    package static let version = "0.1.0"
}

extension Duration {
    /// Whole milliseconds, saturating.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? (seconds < 0 ? .min : .max) : product + attoseconds / 1_000_000_000_000_000
    }
}

extension Logger {
    /// The same logger, saying which part of the hub speaks.
    func named(_ part: String) -> Logger {
        var logger = self
        logger[metadataKey: "part"] = "\(part)"
        return logger
    }
}
