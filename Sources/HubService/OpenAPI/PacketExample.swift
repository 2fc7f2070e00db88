/// A small packet, whole but for its signature, for suppliers to begin from.
enum PacketExample {
    static let document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
          <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">
            <edXML:edXMLHeader>
              <edXML:MessageHeader>
                <edXML:From><edXML:OrganId>H24.01</edXML:OrganId><edXML:OrganName>Sở Nội vụ</edXML:OrganName></edXML:From>
                <edXML:To><edXML:OrganId>H24.02</edXML:OrganId><edXML:OrganName>Sở Tài chính</edXML:OrganName></edXML:To>
                <edXML:Code><edXML:CodeNumber>7816</edXML:CodeNumber><edXML:CodeNotation>SNV-VP</edXML:CodeNotation></edXML:Code>
                <edXML:PromulgationInfo>
                  <edXML:Place>Hải Phòng</edXML:Place><edXML:PromulgationDate>2026/11/04</edXML:PromulgationDate>
                </edXML:PromulgationInfo>
                <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
                <edXML:Subject>Về việc kiểm tra cải cách hành chính</edXML:Subject>
                <edXML:SignerInfo><edXML:FullName>Nguyễn Văn A</edXML:FullName></edXML:SignerInfo>
                <edXML:OtherInfo><edXML:Priority>1</edXML:Priority></edXML:OtherInfo>
                <edXML:DocumentId>H24.01,2026/11/04,7816/SNV-VP</edXML:DocumentId>
              </edXML:MessageHeader>
              <edXML:TraceHeaderList id="trace" version="1.0">
                <edXML:TraceHeader>
                  <edXML:OrganId>H24.01</edXML:OrganId><edXML:Timestamp>2026/11/04 09:38:24</edXML:Timestamp>
                </edXML:TraceHeader>
                <edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType></edXML:Bussiness>
              </edXML:TraceHeaderList>
            </edXML:edXMLHeader>
            <edXML:edXMLBody>
              <edXML:edXMLManifest version="1.0">
                <edXML:Reference>
                  <edXML:ContentId>cid:cv.pdf</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType>
                  <edXML:AttachmentName>cv.pdf</edXML:AttachmentName>
                </edXML:Reference>
              </edXML:edXMLManifest>
            </edXML:edXMLBody>
          </edXML:edXMLEnvelope>
          <AttachmentEncoded>
            <Attachment>
              <ContentId>cid:cv.pdf</ContentId><AttachmentName>cv.pdf</AttachmentName>
              <ContentType>application/pdf</ContentType>
              <ContentTransferEncoded>JVBERi0xLjQKbuG7mWkgZHVuZw==</ContentTransferEncoded>
            </Attachment>
          </AttachmentEncoded>
        </edXML>
        """
}
