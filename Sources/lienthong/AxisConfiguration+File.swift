import AxisSimulator
import EdXML
import HubService

extension AxisConfiguration {
    /// What the simulated axis' configuration file says.
    /// - Throws: the error of reading a secret's file, or ``SecretMissing``.
    init(_ file: AxisFile) throws {
        let systems = try file.systems.map { system in
            AxisSystem(
                systemID: system.systemID, secret: try system.secret.load().value,
                agencies: system.agencies.map { AxisAgency(code: $0, name: $0.text) })
        }
        let remote = file.remoteAgencies.map { AxisAgency(code: $0.id, oldCode: $0.oldID, name: $0.name) }
        let refusers = file.remoteAgencies.compactMap { agency in agency.refuses.map { (agency.id, $0) } }
        self.init(
            host: file.host, port: file.port, databasePath: file.database, schemaFolder: file.schemasFolder,
            clockToleranceMilliseconds: file.clockTolerance.milliseconds, systems: systems, remoteAgencies: remote,
            answers: AnswerScript(file, refusers: Dictionary(refusers) { first, _ in first }),
            documentsDown: file.documents.map {
                DocumentsDown(folder: $0.folder, delayMilliseconds: $0.delay.milliseconds)
            })
    }
}

extension AnswerScript {
    fileprivate init(_ file: AxisFile, refusers: [AgencyID: String]) {
        let delays = file.delays
        let milliseconds: [StatusCode: Int64] = [
            .arrived: delays.arrived.milliseconds,
            .registered: delays.received.milliseconds,
            .assigned: delays.assigned.milliseconds,
            .inProgress: delays.inProgress.milliseconds,
            .completed: delays.finished.milliseconds,
            // A clerk decides about a return and a recall when entering a document would be due.
            .returned: delays.received.milliseconds,
            .recallAgreed: delays.received.milliseconds,
            .recallDeclined: delays.received.milliseconds,
        ]
        self.init(
            delayMilliseconds: milliseconds, jitter: Double(delays.jitter) / 100, seed: file.seed, refusers: refusers)
    }
}
