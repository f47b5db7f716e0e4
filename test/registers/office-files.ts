import { writeZipBytes } from './zip-bytes.ts';

/* Files of trademark offices, made up in the shape of real ones. */

/** What a record of the USPTO's XML says; everything else is as in a fresh registration. */
export interface CaseFile {
  readonly serial: string;
  readonly registration?: string;
  /** Absent in records of a mere change of status. */
  readonly mark?: string;
  readonly status?: string;
  readonly classes?: readonly string[];
  readonly owners?: readonly (readonly [type: string, name: string])[];
  readonly disclaimer?: string;
  readonly date?: string;
  readonly supplemental?: boolean;
  readonly drawing?: string;
}

/** One `case-file`. */
export function caseFile(file: CaseFile): string {
  const { serial, registration = '0000000', mark, status = '700', classes = [], owners = [], disclaimer } = file;
  const { date = '20250601', supplemental = false, drawing = '4' } = file;
  const statements =
    disclaimer === undefined
      ? ''
      : `<case-file-statements><case-file-statement><type-code>GS0281</type-code><text>games</text></case-file-statement><case-file-statement><type-code>DS0000</type-code><text>${disclaimer}</text></case-file-statement></case-file-statements>`;
  const classifications = classes.map(
    (code) =>
      `<classification><international-code-total-no>1</international-code-total-no><international-code>${code}</international-code><us-code>022</us-code><status-code>6</status-code><primary-code>${code}</primary-code></classification>`,
  );
  const parties = owners.map(
    ([type, name]) =>
      `<case-file-owner><entry-number>1</entry-number><party-type>${type}</party-type><party-name>${name}</party-name></case-file-owner>`,
  );
  return `<case-file>
<serial-number>${serial}</serial-number>
<registration-number>${registration}</registration-number>
<transaction-date>${date}</transaction-date>
<case-file-header>
<filing-date>20240227</filing-date>
<status-code>${status}</status-code>
<status-date>${date}</status-date>
${mark === undefined ? '' : `<mark-identification>${mark}</mark-identification>\n`}<mark-drawing-code>${drawing}</mark-drawing-code>
<supplemental-register-in>${supplemental ? 'T' : 'F'}</supplemental-register-in>
<section-2f-in>F</section-2f-in>
<standard-characters-claimed-in>F</standard-characters-claimed-in>
</case-file-header>
${statements}
<case-file-event-statements><case-file-event-statement><code>NWAP</code><type>I</type><description-text>NEW APPLICATION ENTERED</description-text><date>20240227</date><number>1</number></case-file-event-statement></case-file-event-statements>
<classifications>${classifications.join('')}</classifications>
<case-file-owners>${parties.join('')}</case-file-owners>
</case-file>`;
}

/** A daily file of the USPTO, with a small DOCTYPE as the real ones have a large one. */
export function usptoXml(
  records: readonly string[],
  doctype = '<!ELEMENT case-file (serial-number, case-file-header)>',
): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE trademark-applications-daily [
${doctype}
]>
<trademark-applications-daily><version><version-no>2.0</version-no></version><application-information><file-segments><file-segment>TRMK</file-segment><action-keys><action-key>TX</action-key>
${records.join('\n')}
</action-keys></file-segments></application-information></trademark-applications-daily>
`;
}

/** Three marks: alive with a disclaimer, applied for, and ended. */
export const DAY_ONE: string = usptoXml([
  caseFile({
    serial: '97000001',
    registration: '7000001',
    mark: 'ZENVORA TUMBLING TOWER',
    classes: ['028'],
    owners: [
      ['30', 'Tower &amp; Sons LLC'],
      ['10', 'Old Owner Inc.'],
      ['31', 'Zenvora Games, LLC'],
    ],
    disclaimer: '&quot;TUMBLING TOWER&quot;',
  }),
  caseFile({ serial: '97000002', mark: 'Lumitrix', status: '630', classes: ['009', '042'], owners: [['10', 'Lumitrix Inc.']] }),
  caseFile({ serial: '97000003', mark: 'QUARVEX', status: '710', classes: ['025'], owners: [['30', 'Quarvex Ltd.']] }),
]);

/** ST.66 as national offices write it: applicant inside the mark, words for the status. */
export const NATIONAL_ST66 = `<?xml version="1.0" encoding="UTF-8"?>
<Transaction xmlns="http://xx.tmview.europa.eu/trademark/data"><TradeMarkTransactionBody><TransactionContentDetails><TransactionData><TradeMarkDetails>
<TradeMark operationCode="Insert"><RegistrationOfficeCode>RO</RegistrationOfficeCode><ApplicationNumber>M 2020 00123</ApplicationNumber><ApplicationDate>2020-01-16</ApplicationDate><RegistrationNumber>170123</RegistrationNumber><MarkCurrentStatusCode>Registered</MarkCurrentStatusCode><MarkFeature>Word</MarkFeature><WordMarkSpecification><MarkVerbalElementText>DOINARIX</MarkVerbalElementText></WordMarkSpecification><GoodsServicesDetails><GoodsServices><ClassDescriptionDetails><ClassDescription><ClassNumber>25</ClassNumber></ClassDescription><ClassDescription><ClassNumber>18</ClassNumber></ClassDescription></ClassDescriptionDetails></GoodsServices></GoodsServicesDetails><ApplicantDetails><Applicant><ApplicantAddressBook><FormattedNameAddress><Name><FreeFormatName><FreeFormatNameDetails><FreeFormatNameLine>S.C. Doinarix S.R.L.</FreeFormatNameLine></FreeFormatNameDetails></FreeFormatName></Name></FormattedNameAddress></ApplicantAddressBook></Applicant></ApplicantDetails></TradeMark>
<TradeMark operationCode="Update"><RegistrationOfficeCode>RO</RegistrationOfficeCode><ApplicationNumber>M 2001 00007</ApplicationNumber><MarkCurrentStatusCode>Expired</MarkCurrentStatusCode><WordMarkSpecification><MarkVerbalElementText><![CDATA[Brânză & Co]]></MarkVerbalElementText></WordMarkSpecification></TradeMark>
</TradeMarkDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody></Transaction>
`;

/** ST.66 as the US office writes it: applicants behind the mark, numbered by stage, numbers for the status. */
export const US_ST66 = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Transaction xmlns:ns2="urn:us:status" xmlns="http://www.wipo.int/standards/XMLSchema/trademarks"><TradeMarkTransactionBody><TransactionContentDetails><TransactionData><TradeMarkDetails><TradeMark><RegistrationOfficeCode>US</RegistrationOfficeCode><ApplicationNumber>97000001</ApplicationNumber><RegistrationNumber>7000001</RegistrationNumber><MarkCurrentStatusCode>702</MarkCurrentStatusCode><MarkCurrentStatusDate>2026-01-08-05:00</MarkCurrentStatusDate><MarkFeature>TYPESET WORD(S) /LETTER(S) /NUMBER(S)</MarkFeature><MarkDisclaimerDetails><MarkDisclaimer/></MarkDisclaimerDetails><WordMarkSpecification><MarkVerbalElementText>ZENVORA</MarkVerbalElementText></WordMarkSpecification><GoodsServicesDetails><GoodsServices><ClassDescriptionDetails><ClassDescription><ClassNumber>028</ClassNumber><ClassDescriptionExt><ns2:DomesticClassNumbers>022</ns2:DomesticClassNumbers></ClassDescriptionExt></ClassDescription></ClassDescriptionDetails></GoodsServices></GoodsServicesDetails></TradeMark></TradeMarkDetails><ApplicantDetails><Applicant><FreeFormatNameLine sequenceNumber="1">First Owner Inc.</FreeFormatNameLine><ApplicantExt><ns2:PartyTypeCode>10</ns2:PartyTypeCode></ApplicantExt></Applicant><Applicant><FreeFormatNameLine sequenceNumber="1">Zenvora Games &amp; Toys LLC</FreeFormatNameLine><ApplicantExt><ns2:PartyTypeCode>31</ns2:PartyTypeCode></ApplicantExt></Applicant></ApplicantDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody></Transaction>`;

/** ST.96 as the US office writes it. */
export const US_ST96 = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ns2:TrademarkTransaction xmlns:ns1="urn:common" xmlns:ns2="urn:trademark"><ns2:TrademarkTransactionBody><ns2:TransactionContentBag><ns2:TransactionData><ns2:TrademarkBag>
<ns2:Trademark><ns1:RegistrationOfficeCode>US</ns1:RegistrationOfficeCode><ns1:ApplicationNumber><ns1:ApplicationNumberText>97000009</ns1:ApplicationNumberText></ns1:ApplicationNumber><ns1:RegistrationNumber>7000009</ns1:RegistrationNumber><ns2:ApplicationDate>1995-02-07-05:00</ns2:ApplicationDate><ns2:MarkCurrentStatusCode>800</ns2:MarkCurrentStatusCode><ns2:MarkRepresentation><ns2:MarkVerbalElementText>KELVANTO</ns2:MarkVerbalElementText><ns2:MarkStandardCharacterIndicator>true</ns2:MarkStandardCharacterIndicator></ns2:MarkRepresentation><ns2:GoodsServicesClassification><ns2:ClassificationKindCode>Nice</ns2:ClassificationKindCode><ns2:ClassNumber>009</ns2:ClassNumber></ns2:GoodsServicesClassification><ns2:GoodsServicesClassification><ns2:ClassificationKindCode>Domestic</ns2:ClassificationKindCode><ns2:NationalClassNumber>021</ns2:NationalClassNumber></ns2:GoodsServicesClassification><ns2:ApplicantBag><ns2:Applicant ns1:sequenceNumber="31"><ns1:LegalEntityName>CORPORATION</ns1:LegalEntityName><ns1:EntityName>Kelvanto America, Inc.</ns1:EntityName></ns2:Applicant><ns2:Applicant ns1:sequenceNumber="30"><ns1:EntityName>Kelvanto Systems, Inc.</ns1:EntityName></ns2:Applicant></ns2:ApplicantBag><ns2:NationalTrademarkInformation><ns2:RegisterCategory>Supplemental</ns2:RegisterCategory></ns2:NationalTrademarkInformation></ns2:Trademark>
</ns2:TrademarkBag></ns2:TransactionData></ns2:TransactionContentBag></ns2:TrademarkTransactionBody></ns2:TrademarkTransaction>
`;

/** An archive with these files. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  return writeZipBytes(Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}
