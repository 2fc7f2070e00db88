import Testing
import VXP

struct EnvelopeTests {
    static func envelope(_ text: String) throws -> Envelope { try Envelope(text.utf8) }

    @Test func `every reply says status, code and description, a good one data`() {
        #expect(
            String(decoding: Envelope.sent(docID: "d1").bytes, as: UTF8.self)
                == #"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":[{"DocId":"d1"}],"DocId":"d1"}"#)
        #expect(
            String(decoding: Envelope(failure: .unknownDocument, detail: "d1").bytes, as: UTF8.self)
                == #"{"status":"FAIL","ErrorCode":"112","ErrorDesc":"[DOC-UNKNOWN] Không có gói tin mang docId này cho "#
                + #"hệ thống đang gọi / There is no packet of this docId for the calling system: d1"}"#)
    }

    @Test func `rows come back as they were sent`() throws {
        let unit = AgencyRow.Unit(
            version: "7", centerCode: "00.22.W00", isDeleted: true, modifyDate: "2026/11/21 10:20:31", isAgency: true)
        let agencies = [
            AgencyRow(id: "1", pid: "", code: "H49", name: "UBND tỉnh Quảng Ninh", mail: "vt@quangninh.gov.vn"),
            AgencyRow(id: "2", pid: "1", code: "H49.01", name: "Sở Nội vụ", mail: "", unit: unit),
        ]
        #expect(try Envelope(Envelope.list(agencies).bytes).rows(AgencyRow.self) == agencies)
        let received = ReceivedRow(
            docID: "d1", messageType: .status, createdTime: "2026/11/21 10:20:31", updatedTime: "", from: "H49",
            to: "H37,G22", status: .processing, statusDescription: "đang xử lý")
        #expect(try Envelope(Envelope.list([received]).bytes).rows(ReceivedRow.self) == [received])
        let sent = SentRow(
            senderDocID: "d1", receiverDocID: "d2", fromCode: "H49", toCode: "G22", title: "V/v họp",
            notation: "12/GM-UBND",
            sentTime: "t1", receivedTime: "t2", sendStatus: "done", receiveStatus: "03")
        #expect(try Envelope(Envelope.list([sent]).bytes).rows(SentRow.self) == [sent])
        #expect(try Envelope(Envelope.sent(docID: "d9").bytes).docID() == "d9")
        #expect(try Envelope(Envelope.count(12).bytes).count() == 12)
    }

    @Test func `numbers, booleans, nulls and other cases are understood`() throws {
        let text =
            #"{"Status":"ok","errorcode":0,"data":[{"ID":12,"PID":null,"CODE":"H49","centercode":"W","deleted":true}]}"#
        let row = try #require(try Self.envelope(text).rows(AgencyRow.self).first)
        #expect(row.id == "12" && row.pid.isEmpty && row.code == "H49")
        #expect(row.unit?.isDeleted == true && row.unit?.isAgency == true)
        #expect(try Self.envelope(#"{"status":"OK","ErrorCode":"0","data":{"count":3}}"#).count() == 3)
    }

    @Test(arguments: [
        #"{"status":"OK","ErrorCode":"0"}"#, #"{"status":"OK","ErrorCode":"0","data":null}"#,
        #"{"status":"OK","ErrorCode":"0","data":""}"#, #"{"status":"OK","ErrorCode":"0","data":{}}"#,
        #"{"status":"OK","ErrorCode":"0","data":["x"]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"messageType":"edoc"}]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"docId":"1","messageType":"fax"}]}"#,
        #"{"status":"OK","ErrorCode":"0","data":[{"docId":{},"messageType":"edoc"}]}"#,
    ]) func `a list that cannot be read is never an empty one`(text: String) {
        #expect { try Self.envelope(text).rows(ReceivedRow.self) } throws: { error in
            if case EnvelopeError.field = error { true } else { false }
        }
    }

    @Test(arguments: [
        "", "<html>502</html>", "[]", "{}", #"{"status":"OK"}"#, #"{"ErrorCode":"0"}"#,
        #"{"status":"FAIL","ErrorCode":"0"}"#,
        #"{"status":"OK","ErrorCode":"18"}"#,
    ]) func `what is no envelope is no reply`(text: String) {
        #expect(throws: EnvelopeError.self) { try Self.envelope(text) }
    }

    @Test func `a refusal is told apart from a failure to answer`() throws {
        let refusal = try Self.envelope(#"{"status":"FAIL","ErrorCode":"18","ErrorDesc":"H99"}"#)
        #expect(throws: EnvelopeError.refused(.unknownReceiver, description: "H99")) { try refusal.docID() }
        #expect(!ErrorCode.unknownReceiver.isTransient && ErrorCode.systemError.isTransient)
        #expect(ErrorCode(number: "4711").isTransient)
        #expect(Envelope(failure: .busy).httpStatus == 503 && Envelope(failure: .conflict).httpStatus == 200)
    }

    @Test func `every code is distinct and speaks both languages`() {
        #expect(Set(ErrorCode.all.map(\.number)).count == ErrorCode.all.count)
        #expect(Set(ErrorCode.all.map(\.name)).count == ErrorCode.all.count)
        for code in ErrorCode.all {
            #expect(ErrorCode(number: code.number) == code)
            #expect(!code.vi.isEmpty && !code.en.isEmpty && code.vi != code.en)
        }
    }

    @Test func `an agency is registered by its code and name`() throws {
        let agency = AgencyRegistration(id: "9", pcode: "H49", code: "H49.09", name: "Sở Y tế")
        #expect(try AgencyRegistration(agency.json.bytes) == agency)
        #expect(throws: EnvelopeError.field("data[0].code")) { try AgencyRegistration(Array(#"{"name":"x"}"#.utf8)) }
    }
}
