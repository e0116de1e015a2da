"""Draw the photos of the invented people anew: `python -m tools.samples.person.draw_scenes` writes them beside it.

Their bytes depend on the version of Pillow (this was 13.0), so they are kept beside the generator and drawn by hand.
"""

from __future__ import annotations

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw

SCENES = Path(__file__).parent / "scenes"
WIDTH, HEIGHT = 384, 288
SMALL = (160, 120)
Colour = tuple[int, int, int]


def sky(top: Colour, bottom: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A picture that fades from one colour to another, and its pen."""
    line = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        share = y / (HEIGHT - 1)
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        line.putpixel((0, y), (red, green, blue))
    image = line.resize((WIDTH, HEIGHT))
    return image, ImageDraw.Draw(image)


def hill(pen: ImageDraw.ImageDraw, base: int, height: int, waves: int, phase: float, colour: Colour) -> None:
    """A row of hills."""
    line = [(x, base - height * math.sin(x / WIDTH * waves * math.pi + phase)) for x in range(0, WIDTH + 4, 4)]
    pen.polygon([(0, HEIGHT), *line, (WIDTH, HEIGHT)], fill=colour)


def sunset() -> Image.Image:
    """Hills at dusk."""
    image, pen = sky((54, 46, 105), (255, 180, 110))
    pen.ellipse((210, 110, 290, 190), fill=(255, 235, 170))
    hill(pen, 200, 26, 2, 0.4, (94, 60, 98))
    hill(pen, 235, 18, 3, 2, (58, 38, 72))
    return image


def sea() -> Image.Image:
    """A boat off a beach."""
    image, pen = sky((140, 205, 240), (225, 245, 250))
    pen.rectangle((0, 150, WIDTH, HEIGHT), fill=(30, 120, 160))
    pen.rectangle((0, 228, WIDTH, HEIGHT), fill=(238, 214, 160))
    pen.polygon([(150, 150), (150, 70), (205, 150)], fill=(250, 250, 250))
    pen.polygon([(144, 150), (144, 90), (110, 150)], fill=(235, 90, 70))
    pen.polygon([(100, 152), (212, 152), (190, 172), (120, 172)], fill=(110, 62, 40))
    return image


def forest() -> Image.Image:
    """Firs."""
    image, pen = sky((190, 220, 205), (120, 165, 130))
    chance = random.Random(3)
    for number in range(26):
        x, foot, size = chance.randrange(-20, WIDTH), 170 + number * 4, 50 + number * 2
        colour = (20 + number, 75 + number * 2, 50 + number)
        pen.polygon([(x, foot), (x + size // 2, foot - size * 2), (x + size, foot)], fill=colour)
    return image


def cat() -> Image.Image:
    """The head of a cat."""
    image, pen = sky((232, 196, 150), (206, 158, 112))
    fur = (70, 66, 74)
    pen.ellipse((90, 70, 290, 270), fill=fur)
    pen.polygon([(105, 130), (110, 30), (185, 85)], fill=fur)
    pen.polygon([(275, 130), (270, 30), (195, 85)], fill=fur)
    for x in (135, 215):
        pen.ellipse((x, 130, x + 36, 170), fill=(190, 220, 90))
        pen.ellipse((x + 13, 132, x + 23, 168), fill=(20, 20, 24))
    pen.polygon([(180, 190), (204, 190), (192, 206)], fill=(230, 150, 150))
    return image


def cake() -> Image.Image:
    """A cake with four candles."""
    image, pen = sky((250, 226, 226), (240, 200, 205))
    pen.ellipse((50, 210, 334, 270), fill=(250, 250, 250))
    pen.rectangle((95, 130, 289, 235), fill=(150, 90, 60))
    pen.ellipse((95, 105, 289, 155), fill=(255, 245, 230))
    for x in (130, 170, 210, 250):
        pen.rectangle((x, 70, x + 8, 125), fill=(90, 150, 210))
        pen.ellipse((x - 2, 48, x + 10, 72), fill=(255, 200, 60))
    return image


def town() -> Image.Image:
    """A row of houses."""
    image, pen = sky((150, 190, 225), (240, 225, 205))
    walls = ((196, 92, 70), (232, 180, 90), (120, 150, 140), (210, 130, 110), (160, 120, 150), (235, 200, 150))
    for number, (red, green, blue) in enumerate(walls):
        x, top = 64 * number, HEIGHT - 130 - 37 * number % 60
        pen.rectangle((x, top, x + 64, HEIGHT - 20), fill=(red, green, blue))
        pen.polygon([(x, top), (x + 32, top - 40), (x + 64, top)], fill=(red * 2 // 3, green * 2 // 3, blue * 2 // 3))
        for y in range(top + 20, HEIGHT - 50, 36):
            for left in (x + 10, x + 38):
                pen.rectangle((left, y, left + 14, y + 20), fill=(250, 240, 200))
    pen.rectangle((0, HEIGHT - 20, WIDTH, HEIGHT), fill=(110, 110, 115))
    return image


if __name__ == "__main__":
    for scene in (sunset, sea, forest, cat, cake, town):
        path = SCENES / f"{scene.__name__}.jpg"
        scene().resize(SMALL, Image.Resampling.LANCZOS).save(path, "JPEG", quality=52, optimize=True)
