"""Signs PDFs as an office would, with a certificate that is thrown away."""

import datetime
import io

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import StaticStampStyle, TextStampStyle
from pyhanko_certvalidator import ValidationContext

# Text in the field would want a face of its own; a seal's picture is what offices put there.
SEAL = StaticStampStyle(background=RawContent(b"0 0 20 20 re S", box=BoxConstraints(20, 20)), border_width=0)
NOTHING = StaticStampStyle(background=None, border_width=0)
TEXT = TextStampStyle()


def certificate(folder):
    """A key and a certificate in files of `folder`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Annex test")])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1)).add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True).sign(key, hashes.SHA256())
    )
    paths = f"{folder}/key.pem", f"{folder}/certificate.pem"
    pem = serialization.Encoding.PEM
    with open(paths[0], "wb") as file:
        file.write(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    with open(paths[1], "wb") as file:
        file.write(signed.public_bytes(pem))
    return paths


class Office:
    """Who signs."""

    def __init__(self, folder):
        self.signer = signers.SimpleSigner.load(*certificate(folder))

    def sign(self, data, field="Signature1", style=SEAL, new=None, **settings):
        """The PDF `data`, signed in the field of that name, or in the new one that `new` describes."""
        output = io.BytesIO()
        signers.PdfSigner(
            signers.PdfSignatureMetadata(field_name=field, **settings), self.signer, stamp_style=style, new_field_spec=new,
        ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), existing_fields_only=new is None, output=output)
        return output.getvalue()

    def prove(self, data):
        """The signed PDF `data`, with what proves the certificate for the long term."""
        output = io.BytesIO(data)
        signature = PdfFileReader(io.BytesIO(data)).embedded_signatures[-1]
        DocumentSecurityStore.add_dss(
            output, signature.pkcs7_content.hex().upper().encode(), certs=[self.signer.signing_cert], ocsps=[], crls=[])
        return output.getvalue()

    def faults(self, data):
        """What a validator finds in the signatures of the PDF `data`."""
        trusted = ValidationContext(trust_roots=[self.signer.signing_cert])
        signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
        states = [validate_pdf_signature(signature, trusted) for signature in signatures]
        found = [state.summary() for state in states if not (state.intact and state.valid and state.bottom_line)]
        return found if states else ["no signature"]
