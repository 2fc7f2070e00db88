import EdXML
import HubCore

/// The configurations of the two processes of a campaign.
struct CampaignConfigurations {
    let setting: Setting
    let controlPort: Int
    /// Absolute.
    let schemas: String
    let settings: CampaignSettings

    static let down = "axis/down"

    var hub: String {
        let pace = settings.pace
        return """
            # Trục liên thông trong đợt thử thách, do "lienthong bench misbehave" viết ra.
            listen: {host: 127.0.0.1, port: \(setting.hubPort)}
            data: {folder: hub}
            hub: {name: \(Setting.hubName)}
            schemas: {folder: "\(schemas)"}
            trust:
              anchors: [pki/anchors]
              intermediates: [pki/intermediates]
              revocationLists: [pki/crls]
              revocationUnknown: refuse
            axis:
              url: https://localhost:\(setting.axisPort)/vxp
              systemid: \(Setting.centre)
              secretFile: secrets/axis
              authorities: [pki/anchors/root.pem]
              pollInterval: \(pace.poll.milliseconds)ms
              connectTimeout: 2s
              requestTimeout: 5s
              stallTimeout: 3s
              recheckInterval: \(pace.recheck.milliseconds)ms
            dispatch:
              lease: 5s
              backoffBase: 100ms
              backoffCap: \(pace.backoffCap.milliseconds)ms
              probeCap: \(pace.backoffCap.milliseconds)ms
            log: {level: notice}

            """
    }

    var axis: String {
        let step = "\(settings.pace.remoteClerk.milliseconds)ms"
        let ours = setting.register.agencies.filter(\.isLocal).map { "\"\($0.id)\"" }.joined(separator: ", ")
        let remote = setting.register.agencies.filter { !$0.isLocal }.map {
            "  - {id: \"\($0.id)\", name: \"\($0.name)\"}"
        }
        return """
            # Trục quốc gia mô phỏng trong đợt thử thách, do "lienthong bench misbehave" viết ra.
            listen:
              host: 127.0.0.1
              port: \(setting.axisPort)
              tls:
                certificate: pki/tls/server.pem
                key: pki/tls/server.key.pem
                expiredCertificate: pki/faulty/expired.pem
                expiredKey: pki/faulty/expired.key.pem
            control: {port: \(controlPort)}
            data: {database: axis/axis.sqlite}
            schemas: {folder: "\(schemas)"}
            systems:
              - {systemid: \(Setting.centre), secretFile: secrets/axis, agencies: [\(ours)]}
            remoteAgencies:
            \(remote.joined(separator: "\n"))
            play: {arrived: \(step), received: \(step), assigned: \(step), inProgress: \(step), finished: \(step), jitter: 50, seed: \(settings.seed)}
            parts:
              - {part: answers, weight: 60}
              - {part: refuses, weight: 6}
              - {part: silent, weight: 4}
              - {part: late, weight: 6}
              - {part: twice, weight: 8}
              - {part: disordered, weight: 8}
              - {part: stray, weight: 8}
            recalls:
              - {moment: never, weight: 88}
              - {moment: arrival, weight: 6}
              - {moment: completion, weight: 6}
            documents: {folder: \(Self.down), delay: 0s}
            log: {level: notice}

            """
    }
}
