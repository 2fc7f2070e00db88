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
            },
            tls: file.tls.map(AxisTLS.init), faults: FaultPlan(file.faults),
            control: try file.control.map { control in
                AxisControl(host: control.host, port: control.port, token: try control.token?.load().value)
            })
    }
}

extension AxisFile.Words {
    /// What the simulator can do.
    static let simulator = AxisFile.Words(
        faults: Fault.allCases.map(\.rawValue), parts: RemotePart.allCases.map(\.rawValue),
        moments: AnswerScript.Moment.allCases.map(\.rawValue))
}

extension AxisTLS {
    fileprivate init(_ file: AxisFile.TLS) {
        var expired: Identity?
        if let certificate = file.expiredCertificate, let key = file.expiredKey {
            expired = Identity(certificate: certificate, key: key)
        }
        self.init(valid: Identity(certificate: file.certificate, key: file.key), expired: expired)
    }
}

extension FaultPlan {
    fileprivate init(_ file: AxisFile.Faults) {
        self.init(
            seed: file.seed,
            rules: file.rules.compactMap { rule in
                guard let fault = Fault(rawValue: rule.fault) else { return nil }
                return FaultRule(
                    fault, operations: Set(rule.operations), agencies: Set(rule.agencies),
                    probability: rule.probability, milliseconds: rule.time.milliseconds)
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
            delayMilliseconds: milliseconds, jitter: Double(delays.jitter) / 100, seed: file.seed, refusers: refusers,
            parts: file.parts.compactMap { part in
                RemotePart(rawValue: part.part).map {
                    WeightedPart($0, weight: part.weight, agencies: Set(part.agencies))
                }
            },
            recalls: file.recalls.map { recall in
                WeightedMoment(recall.moment.flatMap(Moment.init), weight: recall.weight)
            })
    }
}
