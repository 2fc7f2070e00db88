import HubStore
import Logging
import ServiceLifecycle

/// A service of the hub that a full disk does not end: it is begun anew every second until there is room, as after a crash, which
/// every one of them is made for. All other failures end the hub.
struct PatientService: Service {
    private let service: any Service
    private let logger: Logger

    init(_ service: any Service, logger: Logger) {
        self.service = service
        self.logger = logger
    }

    func run() async throws {
        try await ShutdownFlag.rounds(every: .seconds(1)) { stopped in
            do {
                try await service.run()
                stopped.set()
            } catch let error as StoreError where error.code == .full {
                logger.error("waiting for room on the disk", metadata: ["service": "\(type(of: service))"])
            }
        }
    }
}
