import HubCore

extension TokenChanged {
    var vietnamese: String {
        let what = "mã truy cập “\(token.name)” (…\(token.id.text.suffix(12))) của \(token.agency)"
        guard let time = token.revokedAt else {
            let scopes = token.scopes.map(\.rawValue).joined(separator: " ")
            return "\(by) cấp \(what): \(scopes)" + (token.expiresAt.map { ", đến \($0.shown)" } ?? "")
        }
        return "\(by) thu hồi \(what) từ \(time.shown)"
    }
}

extension WebhookChanged {
    var vietnamese: String {
        let what = "webhook …\(webhook.id.text.suffix(12)) của \(webhook.agency) tới \(webhook.url)"
        if webhook.removedAt != nil { return "\(by) bỏ \(what)" }
        if let suspension = webhook.suspension { return "\(by) ngừng \(what): \(suspension.reason)" }
        return "\(by) ghi \(what)" + (secretSet ? ", đặt khóa ký mới" : "")
    }
}
