import HubCore
import SignedXML

/// The configurations of the two processes, as a person would write them.
struct RehearsalConfigurations {
    let hubPort: Int
    let axisPort: Int
    let register: AgencyTable
    /// Absolute.
    let schemas: String
    let tempo: Tempo

    var hub: String {
        """
        # Trục liên thông diễn tập, do "lienthong demo" viết ra. Written by "lienthong demo".
        listen: {host: 127.0.0.1, port: \(hubPort)}
        data: {folder: hub}
        hub: {name: \(Setting.hubName)}
        schemas: {folder: \(quoted(schemas))}
        trust:
          anchors: [pki/anchors]
          intermediates: [pki/intermediates]
          revocationLists: [pki/crls]
          revocationUnknown: refuse
        axis:
          url: http://127.0.0.1:\(axisPort)/vxp
          systemid: \(Setting.centre)
          secretFile: secrets/axis
          pollInterval: \(tempo.axisPoll.milliseconds)ms
        api: {burst: 100000, perMinute: 1000000}
        vxp: {burst: 100000, perMinute: 1000000}
        dispatch: {lease: 2s, backoffBase: 100ms, backoffCap: 2s, probeCap: 2s}
        log: {level: info}

        """
    }

    var axis: String {
        let step = "\(tempo.remoteClerk.milliseconds)ms"
        let ours = register.agencies.filter(\.isLocal).map { quoted($0.id) }.joined(separator: ", ")
        let remote = register.agencies.filter { !$0.isLocal }.map { agency in
            let refuses = agency.id == Story.refuser.id ? ", refuses: \(quoted(Story.refuser.reason))" : ""
            let old = agency.oldID.map { ", oldId: \(quoted($0))" } ?? ""
            return "  - {id: \(quoted(agency.id))\(old), name: \(quoted(agency.name))\(refuses)}"
        }
        return """
            # Trục quốc gia mô phỏng, do "lienthong demo" viết ra. Written by "lienthong demo".
            listen: {host: 127.0.0.1, port: \(axisPort)}
            data: {database: axis/axis.sqlite}
            schemas: {folder: \(quoted(schemas))}
            systems:
              - {systemid: \(Setting.centre), secretFile: secrets/axis, agencies: [\(ours)]}
            remoteAgencies:
            \(remote.joined(separator: "\n"))
            play: {arrived: \(step), received: \(step), assigned: \(step), inProgress: \(step), finished: \(step), jitter: 50}
            documents: {folder: axis/documents, delay: \(step)}
            log: {level: info}

            """
    }

    /// A double-quoted YAML scalar.
    private func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
