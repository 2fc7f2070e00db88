import HubCore
import SignedXML

/// Why a witness has not cosigned.
package enum WitnessFailure: Error, Sendable, Hashable {
    /// No answer, or none in time.
    case unreachable(String)
    /// It answered that it will not.
    case refused(status: Int, retryAfterMilliseconds: Int64?)
    /// What it gave is no cosignature by its key on the head it was offered.
    case badCosignature
    /// Its time is this far from ours.
    case clock(seconds: Int64)
    /// It says that it needs a proof from another size, and then from yet another.
    case confused
    /// It has cosigned a head that this journal has not reached.
    case ahead(of: Int64, has: Int64)
    /// It has cosigned another tree of the same size.
    case otherTree
    /// It says that the head does not continue the one it cosigned.
    case unproven

    /// Whether it speaks of another journal than ours under our name: ours was altered or wrongly restored, another uses our key,
    /// or the witness lies.
    package var contradicts: Bool {
        switch self {
        case .ahead, .otherTree, .unproven: true
        case .unreachable, .refused, .badCosignature, .clock, .confused: false
        }
    }

    /// When asking again makes sense, as it said.
    var retryAfterMilliseconds: Int64? {
        if case .refused(_, let wait) = self { wait } else { nil }
    }

    package var says: Bilingual {
        switch self {
        case .unreachable(let why): Bilingual(vi: "không liên hệ được: \(why)", en: "cannot be reached: \(why)")
        case .refused(403, _):
            Bilingual(vi: "không nhận khóa của trục này (403)", en: "does not know this hub's key (403)")
        case .refused(404, _):
            Bilingual(vi: "không theo dõi nhật ký của trục này (404)", en: "does not watch this hub's log (404)")
        case .refused(let status, _): Bilingual(vi: "trả lời HTTP \(status)", en: "answered HTTP \(status)")
        case .badCosignature:
            Bilingual(
                vi: "chữ ký gửi về không phải của khóa đã khai", en: "gave no cosignature by the key that is its own")
        case .clock(let seconds):
            Bilingual(vi: "đồng hồ lệch \(seconds) giây", en: "its clock is \(seconds) seconds from ours")
        case .confused:
            Bilingual(vi: "trả lời mâu thuẫn về số mục đã ký", en: "contradicts itself about what it cosigned last")
        case .ahead(let size, let own):
            Bilingual(
                vi: "ĐÃ KÝ MỘT NHẬT KÝ \(size) MỤC, TRỤC NÀY CHỈ CÓ \(own)",
                en: "HAS COSIGNED \(size) ENTRIES, AND THIS HUB HAS \(own)")
        case .otherTree:
            Bilingual(
                vi: "ĐÃ KÝ MỘT NHẬT KÝ KHÁC CÙNG SỐ MỤC", en: "HAS COSIGNED ANOTHER LOG OF THE SAME SIZE")
        case .unproven:
            Bilingual(
                vi: "NÓI NHẬT KÝ NÀY KHÔNG NỐI TIẾP NHẬT KÝ ĐÃ KÝ",
                en: "SAYS THAT THIS LOG DOES NOT CONTINUE THE ONE IT COSIGNED")
        }
    }
}
