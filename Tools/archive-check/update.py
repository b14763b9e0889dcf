"""Adds to PDFs as programs do that leave what is there as it is (ISO 32000-1, 7.5.6)."""

import io

import pikepdf


def update(data, change):
    """The PDF `data` with an update behind it. `change` gives, for the PDF, pairs of an object and what takes its place;
    `None` takes it away."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first = int(pdf.trailer.Size)
        roots = f"/Root {pdf.Root.objgen[0]} 0 R /Info {pdf.docinfo.objgen[0]} 0 R"
        written = {old.objgen[0]: new for old, new in change(pdf)}
        pending = list(written.values())
        while pending:
            for made in references(pending.pop(), first):
                if made.objgen[0] not in written:
                    written[made.objgen[0]] = made
                    pending.append(made)
        sources = {number: None if item is None else source(item) for number, item in written.items()}
    return data + appended(sources, roots, max([first, *[number + 1 for number in sources]]), data)


def appended(sources, roots, number, data):
    """The objects `sources`, by their numbers, and behind them a cross-reference stream with the number `number`."""
    body = b"" if data.endswith(b"\n") else b"\n"
    places = {}
    for target, text in sources.items():
        places[target] = None if text is None else len(data) + len(body)
        body += b"" if text is None else f"{target} 0 obj\n".encode() + text + b"\nendobj\n"
    places[number] = start = len(data) + len(body)
    entries = b"".join(
        b"\0\0\0\0\0\xff\xff" if place is None else b"\1" + place.to_bytes(4, "big") + b"\0\0"
        for _, place in sorted(places.items()))
    index = " ".join(f"{target} 1" for target in sorted(places))
    previous = int(data[data.rindex(b"startxref") + 9:].split()[0])
    body += (f"{number} 0 obj\n<< /Type /XRef /Size {number + 1} /W [ 1 4 2 ] /Index [ {index} ] {roots} "
             f"/Prev {previous} /Length {len(entries)} >>\nstream\n").encode() + entries + b"\nendstream\nendobj\n"
    return body + f"startxref\n{start}\n%%EOF\n".encode()


def references(item, first):
    """The objects with numbers from `first` on that `item` refers to itself."""
    if isinstance(item, pikepdf.Array):
        values = list(item)
    elif isinstance(item, pikepdf.Stream):
        values = [item.get(key) for key in item.keys()]
    elif isinstance(item, pikepdf.Dictionary):
        values = list(item.values())
    else:
        return
    for value in values:
        if not isinstance(value, pikepdf.Object):
            continue
        if not value.is_indirect:
            yield from references(value, first)
        elif value.objgen[0] >= first:
            yield value


def source(item):
    """An object as it is written."""
    if not isinstance(item, pikepdf.Stream):
        return item.unparse(resolved=True)
    data = item.read_bytes()
    heads = {key: item.get(key) for key in item.keys() if key not in ("/Length", "/Filter", "/DecodeParms")}
    return pikepdf.Dictionary({**heads, "/Length": len(data)}).unparse() + b"\nstream\n" + data + b"\nendstream"
