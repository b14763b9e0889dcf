"""Draws the figures of scale.py: a panel each for pages, rows and documents, both axes logarithmic."""
import math

WIDTH, HEIGHT, GAP = 250, 210, 50
TITLES = {"pages": "pages of one document", "rows": "rows of one table", "documents": "documents of a county"}


def svg(figures):
    """An SVG of all panels side by side."""
    panels = [panel(index, TITLES[name], [(point["pages"] if name == "pages" else point["size"], point["cpu"]) for point in points])
              for index, (name, points) in enumerate(figures.items())]
    width = len(figures) * (WIDTH + GAP) + GAP // 2
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT + 80}" font-family="sans-serif" font-size="11">\n'
            f'<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(panels) + "\n</svg>\n")


def panel(index, title, points):
    """CPU seconds over size: the measured points, and a line that grows as the size does from the last of them back."""
    left, top = GAP + index * (WIDTH + GAP), 30
    low = [math.floor(math.log10(min(point[axis] for point in points))) for axis in (0, 1)]
    high = [math.ceil(math.log10(max(point[axis] for point in points))) for axis in (0, 1)]
    x = lambda value: left + WIDTH * (math.log10(value) - low[0]) / (high[0] - low[0])
    y = lambda value: top + HEIGHT - HEIGHT * (math.log10(value) - low[1]) / (high[1] - low[1])
    parts = [f'<text x="{left}" y="18" font-size="13" fill="#222">CPU seconds by {title}</text>',
             f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#bbb"/>']
    for power in range(low[0], high[0] + 1):
        at = x(10 ** power)
        parts.append(f'<path d="M{at:.1f} {top}v{HEIGHT}" stroke="#eee"/><text x="{at:.1f}" y="{top + HEIGHT + 16}" text-anchor="middle" fill="#555">{10 ** power:,}</text>')
    for power in range(low[1], high[1] + 1):
        at = y(10 ** power)
        parts.append(f'<path d="M{left} {at:.1f}h{WIDTH}" stroke="#eee"/><text x="{left - 5}" y="{at + 4:.1f}" text-anchor="end" fill="#555">{10.0 ** power:g}</text>')
    size, cost = points[-1]
    least = max(10 ** low[0], 10 ** low[1] * size / cost)
    parts.append(f'<path d="M{x(size):.1f} {y(cost):.1f}L{x(least):.1f} {y(cost * least / size):.1f}" stroke="#c66" stroke-dasharray="4 3" fill="none"/>')
    parts.append('<path d="M' + "L".join(f"{x(a):.1f} {y(b):.1f}" for a, b in points) + '" stroke="#269" stroke-width="1.5" fill="none"/>')
    parts += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3" fill="#269"><title>{a:,}: {b} s</title></circle>' for a, b in points]
    parts.append(f'<text x="{left + WIDTH}" y="{top + HEIGHT + 34}" text-anchor="end" fill="#555">dashed: in proportion to the last point</text>')
    return "\n".join(parts)
