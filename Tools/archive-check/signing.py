"""Signs a PDF in a signature field as an office would, with a certificate that is thrown away."""

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext


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


def sign(source, target, folder):
    """Signs the first field of `source` into `target`; the faults that signing or validating it shows."""
    signer = signers.SimpleSigner.load(*certificate(folder))
    with open(source, "rb") as file:
        names = [name for name, _, _ in fields.enumerate_sig_fields(PdfFileReader(file), filled_status=False)]
        if not names:
            return ["no signature field"]
        settings = signers.PdfSignatureMetadata(field_name=names[0])
        with open(target, "wb") as output:
            # Text in the field would want a face of its own; a seal's picture is what offices put there.
            seal = StaticStampStyle(background=RawContent(b"0 0 20 20 re S", box=BoxConstraints(20, 20)), border_width=0)
            signers.PdfSigner(settings, signer, stamp_style=seal).sign_pdf(
                IncrementalPdfFileWriter(file), existing_fields_only=True, output=output)
    with open(target, "rb") as file:
        signature = PdfFileReader(file).embedded_signatures[0]
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=[signer.signing_cert]))
    return [] if status.intact and status.valid and status.bottom_line else [status.summary()]
