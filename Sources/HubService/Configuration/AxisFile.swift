import EdXML
import Foundation
import Logging

/// The configuration file of the simulated national axis, as read. What each key does is said in `config/axis.example.yaml`.
package struct AxisFile: Sendable {
    package var host: String
    package var port: Int
    /// The SQLite file.
    package var database: String
    /// The folder of the XSDs.
    package var schemasFolder: String
    package var systems: [System]
    package var remoteAgencies: [RemoteAgency]
    /// How long the played agencies wait before each step.
    package var delays: Delays
    /// Of the jitter, so that a run can be repeated.
    package var seed: UInt64
    package var documents: Documents?
    package var tls: TLS?
    package var control: Control?
    package var faults: Faults
    /// The parts that remote agencies play, and how often.
    package var parts: [Part]
    /// When they ask for their documents back, and how often.
    package var recalls: [Recall]
    package var clockTolerance: Duration
    package var logLevel: Logger.Level

    /// A system that connects to the axis: a hub, or an agency's own.
    package struct System: Sendable, Hashable {
        /// Also the centre under which its agencies hang.
        package var systemID: String
        package var secret: SecretSource
        /// The agencies that hang under it.
        package var agencies: [AgencyID]
    }

    /// An agency beyond the connected systems, played by the axis.
    package struct RemoteAgency: Sendable, Hashable {
        package var id: AgencyID
        /// In the old form, under which it may still be addressed.
        package var oldID: AgencyID?
        package var name: String
        /// The reason it gives for refusing everything (status 02); `nil` when it answers 01, 03, 04, 05, 06.
        package var refuses: String?
    }

    /// Each after the one before it.
    package struct Delays: Sendable, Hashable {
        package var arrived: Duration
        package var received: Duration
        package var assigned: Duration
        package var inProgress: Duration
        package var finished: Duration
        /// Of each delay, the part that is drawn: 0 none, 100 from nothing to double. Percent.
        package var jitter: Int
    }

    /// Signed documents that the axis sends down to our agencies.
    package struct Documents: Sendable, Hashable {
        package var folder: String
        /// From when a file is first seen until it is sent.
        package var delay: Duration
    }

    /// Reads the file; `environment` overrides it with `LIENTHONG_SIMULATOR_<SECTION>_<KEY>`.
    /// - Throws: ``ConfigurationError`` with everything wrong in it.
    package static func load(
        _ file: String, words: Words, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> AxisFile {
        try ConfigurationReader(file: file, prefix: "LIENTHONG_SIMULATOR", environment: environment)
            .read { AxisFile($0, words) }
    }
}

extension AxisFile {
    private init(_ top: ConfigurationSection, _ words: Words) {
        let listen = top.section("listen")
        host = listen.text("host", default: "127.0.0.1")
        port = listen.integer("port", in: 0...65_535, default: 8090)
        database = top.section("data").requiredPath("database")
        schemasFolder = top.section("schemas").requiredPath("folder")
        systems = top.sections("systems").map(System.init)
        if systems.isEmpty {
            top.reject("systems", vi: "cần ít nhất một hệ thống", en: "needs at least one system")
        }
        remoteAgencies = top.sections("remoteAgencies").compactMap(RemoteAgency.init)
        let play = top.section("play")
        delays = Delays(play)
        seed = UInt64(play.integer("seed", in: 0...Int(Int32.max), default: 1))
        let documents = top.section("documents")
        self.documents = documents.isPresent ? Documents(documents) : nil
        let tls = listen.section("tls")
        self.tls = tls.isPresent ? TLS(tls) : nil
        let control = top.section("control")
        self.control = control.isPresent ? Control(control) : nil
        faults = Faults(top.section("faults"), words)
        parts = top.sections("parts").map { Part($0, words) }
        recalls = top.sections("recalls").map { Recall($0, words) }
        clockTolerance = play.duration("clockTolerance", in: .seconds(1)...(.seconds(86_400)), default: .seconds(300))
        logLevel = top.section("log").choice("level", default: .info)
    }
}

extension AxisFile.System {
    fileprivate init(_ section: ConfigurationSection) {
        systemID = section.required("systemid")
        secret = .file(section.requiredPath("secretFile"))
        agencies = section.texts("agencies").compactMap { text in
            if let id = AgencyID(text) { return id }
            section.reject(
                "agencies", vi: "“\(text)” không phải mã định danh", en: "“\(text)” is not an agency identifier")
            return nil
        }
    }
}

extension AxisFile.RemoteAgency {
    fileprivate init?(_ section: ConfigurationSection) {
        name = section.required("name")
        refuses = section.text("refuses")
        oldID = section.value("oldId", expected: ("mã định danh", "an agency identifier"), AgencyID.init)
        let text = section.required("id")
        guard let id = AgencyID(text) else {
            if !text.isEmpty {
                section.reject(
                    "id", vi: "“\(text)” không phải mã định danh", en: "“\(text)” is not an agency identifier")
            }
            return nil
        }
        self.id = id
    }
}

extension AxisFile.Delays {
    fileprivate init(_ section: ConfigurationSection) {
        func delay(_ key: String, _ seconds: Int) -> Duration {
            section.duration(key, in: .zero...(.seconds(86_400)), default: .seconds(seconds))
        }
        arrived = delay("arrived", 1)
        received = delay("received", 2)
        assigned = delay("assigned", 2)
        inProgress = delay("inProgress", 2)
        finished = delay("finished", 3)
        jitter = section.integer("jitter", in: 0...100, default: 50)
    }
}

extension AxisFile.Documents {
    fileprivate init(_ section: ConfigurationSection) {
        folder = section.requiredPath("folder")
        delay = section.duration("delay", in: .zero...(.seconds(86_400)), default: .seconds(5))
    }
}
