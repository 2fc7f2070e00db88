import EdXML

/// Everything a simulated axis is told before it starts.
package struct AxisConfiguration: Sendable {
    package var host: String
    /// 0 lets the system choose one.
    package var port: Int
    /// The endpoint's path, before the operation: `/vxp`.
    package var basePath: String
    /// The SQLite file; made when missing.
    package var databasePath: String
    /// The folder that holds `edxml.xsd`.
    package var schemaFolder: String
    /// How far a caller's clock may be off, either way.
    package var clockToleranceMilliseconds: Int64
    /// A larger document is refused while it arrives.
    package var maxDocumentBytes: Int
    /// The systems that may call, with the agencies under each.
    package var systems: [AxisSystem]
    /// The agencies of other systems, whom the axis plays.
    package var remoteAgencies: [AxisAgency]
    package var answers: AnswerScript
    /// What remote agencies send to ours; `nil` for nothing.
    package var documentsDown: DocumentsDown?
    /// What it proves itself by; `nil` for plain HTTP.
    package var tls: AxisTLS?
    /// The faults that are on from the start.
    package var faults: FaultPlan
    /// Where faults are switched while it runs; `nil` for nowhere.
    package var control: AxisControl?

    package init(
        host: String = "127.0.0.1", port: Int, basePath: String = "/vxp", databasePath: String, schemaFolder: String,
        clockToleranceMilliseconds: Int64 = 300_000, maxDocumentBytes: Int = 256 << 20, systems: [AxisSystem],
        remoteAgencies: [AxisAgency], answers: AnswerScript = AnswerScript(), documentsDown: DocumentsDown? = nil,
        tls: AxisTLS? = nil, faults: FaultPlan = FaultPlan(), control: AxisControl? = nil
    ) {
        self.host = host
        self.port = port
        self.basePath = basePath
        self.databasePath = databasePath
        self.schemaFolder = schemaFolder
        self.clockToleranceMilliseconds = clockToleranceMilliseconds
        self.maxDocumentBytes = maxDocumentBytes
        self.systems = systems
        self.remoteAgencies = remoteAgencies
        self.answers = answers
        self.documentsDown = documentsDown
        self.tls = tls
        self.faults = faults
        self.control = control
    }
}

/// An interconnection centre that may call the axis.
package struct AxisSystem: Sendable {
    /// Also the code of the centre under which its agencies hang: `00.24.H24`.
    package var systemID: String
    package var secret: String
    package var agencies: [AxisAgency]

    package init(systemID: String, secret: String, agencies: [AxisAgency] = []) {
        self.systemID = systemID
        self.secret = secret
        self.agencies = agencies
    }
}

/// An agency of the axis's register.
package struct AxisAgency: Sendable, Hashable {
    package var code: AgencyID
    /// The identifier in the old form, under which it may still be addressed.
    package var oldCode: AgencyID?
    package var name: String
    /// The parent's code, empty at the top.
    package var parent: String
    package var mail: String
    /// The centre of a remote agency; one under an ``AxisSystem`` belongs to that.
    package var centre: String

    package init(
        code: AgencyID, oldCode: AgencyID? = nil, name: String, parent: String = "", mail: String = "",
        centre: String = "00.00.G22"
    ) {
        self.code = code
        self.oldCode = oldCode
        self.name = name
        self.parent = parent
        self.mail = mail
        self.centre = centre
    }
}

/// Documents that remote agencies send: every `.edxml` in a folder, once, a while after it was first seen there.
package struct DocumentsDown: Sendable {
    package var folder: String
    package var delayMilliseconds: Int64

    package init(folder: String, delayMilliseconds: Int64) {
        self.folder = folder
        self.delayMilliseconds = delayMilliseconds
    }
}
