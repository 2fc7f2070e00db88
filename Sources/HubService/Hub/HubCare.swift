import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// What looks after a running hub: what it measures, whether it may take documents, and who may ask.
struct HubCare: Sendable {
    let telemetry: Telemetry
    let door: IntakeDoor
    let axis: AxisStanding
    let interface: CareInterface
    private let listen: ListenAddress?

    init(
        _ configuration: HubConfiguration, store: SQLiteStore, axisWatch: DestinationWatch?, witnesses: WitnessWatch,
        stamps: StampWatch?, telemetry: Telemetry, clock: HubClock, logger: Logger
    ) {
        let disk = DiskWatch(folder: configuration.dataFolder, floor: configuration.diskFloor)
        self.telemetry = telemetry
        axis = AxisStanding(telemetry: telemetry)
        door = IntakeDoor(queue: store.writeQueue, disk: disk, telemetry: telemetry)
        interface = CareInterface(
            telemetry: telemetry,
            census: Census(
                store: store, disk: disk, axis: axisWatch, witnesses: witnesses, stamps: stamps, telemetry: telemetry,
                clock: clock, logger: logger.named("telemetry")),
            readiness: ReadinessProbe(store: store, disk: disk, axis: configuration.axis == nil ? nil : axis))
        listen = configuration.telemetryListen
    }

    /// The listener of the measures, where there is one.
    func services(limits: HTTPLimits, logger: Logger) throws -> [any Service] {
        guard let listen else { return [] }
        let router = HubRouter.make()
        interface.addRoutes(to: router, token: nil)
        let logger = logger.named("telemetry")
        return [
            try HTTPService(listen: listen, limits: limits, router: router, logger: logger) { port in
                logger.notice("telemetry listens", metadata: ["host": "\(listen.host)", "port": "\(port)"])
            }
        ]
    }
}
