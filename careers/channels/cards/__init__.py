"""Pictures of words: what networks show beside a shared link, and the built-in icon. Drawn by Typst."""

from careers.channels.cards.drawing import Card, card_look, draw_card, draw_touch_icon

__all__ = ["Card", "card_look", "draw_card", "draw_touch_icon"]
