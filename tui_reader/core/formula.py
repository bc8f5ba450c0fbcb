"""LaTeX as people write it in a summary, made readable in a terminal: ``\\alpha_i \\le \\frac{a}{b}`` is ``αᵢ ≤ a/b``.

A translator of its own, because what is needed is small: it must be quick to import, keep what it does not know, and
tell ``(a + b)/c`` from ``a + b/c``.
"""

from __future__ import annotations

import re
from contextlib import suppress

SYMBOLS = {
    # Greek
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
    "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
    # Letters
    "ell": "ℓ", "hbar": "ℏ", "imath": "ı", "jmath": "ȷ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "wp": "℘", "partial": "∂",
    "nabla": "∇", "infty": "∞", "emptyset": "∅", "varnothing": "∅", "degree": "°", "prime": "′", "top": "⊤", "bot": "⊥",
    # Operators
    "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "·", "ast": "∗", "star": "⋆", "circ": "∘", "bullet": "•",
    "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "oslash": "⊘", "odot": "⊙", "wedge": "∧", "land": "∧", "vee": "∨",
    "lor": "∨", "neg": "¬", "lnot": "¬", "cap": "∩", "cup": "∪", "setminus": "∖", "backslash": "\\", "dagger": "†",
    "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮", "bigcup": "⋃",
    "bigcap": "⋂", "bigoplus": "⨁", "bigotimes": "⨂", "bigwedge": "⋀", "bigvee": "⋁", "surd": "√",
    # Relations
    "le": "≤", "leq": "≤", "leqslant": "⩽", "ge": "≥", "geq": "≥", "geqslant": "⩾", "ne": "≠", "neq": "≠", "ll": "≪",
    "gg": "≫", "lt": "<", "gt": ">", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡",
    "triangleq": "≜", "coloneqq": "≔", "doteq": "≐", "propto": "∝", "prec": "≺", "succ": "≻", "preceq": "⪯",
    "succeq": "⪰",
    "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "perp": "⊥",
    "parallel": "∥", "mid": " | ", "vdash": "⊢", "models": "⊨", "forall": "∀", "exists": "∃", "nexists": "∄",
    "therefore": "∴", "because": "∵", "angle": "∠", "triangle": "△", "square": "□", "blacksquare": "■",
    "checkmark": "✓",
    # Arrows
    "to": "→", "rightarrow": "→", "longrightarrow": "→", "leftarrow": "←", "gets": "←", "longleftarrow": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "implies": "⇒", "Longrightarrow": "⇒", "Leftarrow": "⇐", "impliedby": "⇐",
    "Leftrightarrow": "⇔", "iff": "⇔", "mapsto": "↦", "hookrightarrow": "↪", "uparrow": "↑", "downarrow": "↓",
    "nearrow": "↗", "searrow": "↘", "rightharpoonup": "⇀", "rightleftharpoons": "⇌", "leadsto": "⇝",
    # Brackets and dots
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lvert": "|", "rvert": "|",
    "vert": "|", "lVert": "‖", "rVert": "‖", "Vert": "‖", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]",
    "ldots": "…", "dots": "…", "dotsc": "…", "cdots": "⋯", "dotsb": "⋯", "vdots": "⋮", "ddots": "⋱", "colon": ":",
    "S": "§", "P": "¶", "pounds": "£", "copyright": "©", "textbackslash": "\\", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip

# One sign with a backslash before it.
SIGNS = {
    ",": " ", ";": " ", ":": " ", " ": " ", "!": "", "/": "", "-": "", "\n": " ",
    "{": "{", "}": "}", "%": "%", "_": "_", "$": "$", "#": "#", "&": "&", "|": "‖", "\\": "; ",
    "(": "(", ")": ")", "[": "[", "]": "]", ">": " ",
}  # fmt: skip

FUNCTIONS = frozenset((
    "arccos", "arcsin", "arctan", "arg", "argmax", "argmin", "cos", "cosh", "cot", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "mod", "Pr",
    "rank", "sec", "sgn", "sign", "sin", "sinh", "softmax", "sup", "tan", "tanh", "Tr", "tr",
))  # fmt: skip
RELATIONS = frozenset("=<>≤≥⩽⩾≠≪≫≈∼≃≅≡≜≔≐∝≺≻⪯⪰∈∉∋⊂⊆⊃⊇→←↔⇒⇐⇔↦⊢⊨")
SPACED = RELATIONS | frozenset("×÷±∓⊕⊗⊙∧∨∩∪∖")

UNSHOWN = frozenset((
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "left", "right", "middle", "big", "Big",
    "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr", "bigm", "mathstrut",
    "strut", "nonumber", "notag", "bf", "it", "rm", "sf", "tt", "cal", "boldmath", "small", "large", "protect",
    "hfill",
))  # fmt: skip
SPACES = {"quad": "  ", "qquad": "   ", "space": " ", "enspace": " ", "thinspace": " ", "newline": "; ", "cr": "; "}
# Their argument is shown as it is: it is text, or how it is set says little.
TRANSPARENT = frozenset((
    "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathnormal", "mathop", "mathord", "mathbin", "mathrel",
    "boldsymbol", "bm", "pmb", "operatorname", "underbrace", "overbrace", "underline", "boxed", "ensuremath",
    "smash", "rlap", "llap", "phantom", "mathring", "substack", "hbox",
))  # fmt: skip
TEXTS = frozenset((
    "text", "textbf", "textit", "textrm", "textsf", "texttt", "textnormal", "textup", "textsc", "emph", "mbox",
    "label", "ref", "tag",
))  # fmt: skip
ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0304",
    "vec": "\u20d7", "overrightarrow": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "not": "\u0338",
}  # fmt: skip
NEGATED = {"=": "≠", "∈": "∉", "⊂": "⊄", "⊆": "⊈", "≡": "≢", "∼": "≁", "≈": "≉", "≤": "≰", "≥": "≱", "<": "≮", ">": "≯"}
DOUBLE_STRUCK = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
# Expectation and indicator are worth a letter that not every font has; the rest of that plane is not.
DOUBLE_STRUCK.update({"E": "𝔼", "1": "𝟙"})
SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
ALPHABETS = {"mathbb": DOUBLE_STRUCK, "mathcal": SCRIPT, "mathscr": SCRIPT, "mathfrak": {}}

SUPERSCRIPTS = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθ′*∗⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿ′**ᵀ",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ,", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ,", strict=True)
)
ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}

TOKEN = re.compile(r"\\([A-Za-z]+)\*?[ \t]*|\\(.)|([{}^_&~'])|(%[^\n]*\n?)|(\s+)|([^\\{}^_&~'%\s])", re.DOTALL)
# Between dollar signs: "$$" may go over several lines. Either group is the formula.
BETWEEN_DOLLARS = re.compile(
    r"(?<![\\$])(?:\$\$(?!\$)((?:[^$\\]|\\.){1,2000}?)\$\$|\$(?!\$)((?:[^$\\\n]|\\.){1,2000}?)\$)(?!\$)", re.DOTALL
)
DEEPEST = 30
LONGEST = 2000


class UnreadableFormulaError(ValueError):
    """The LaTeX is not well formed: it is shown as it was written."""


def readable(latex: str) -> str:
    """A formula, without its dollar signs, in Unicode on one line. What cannot be read comes back as it is."""
    if len(latex) <= LONGEST:
        with suppress(UnreadableFormulaError):
            return _Reader(latex).formula()
    return " ".join(latex.split())


def with_readable_formulas(text: str) -> str:
    """``text`` with every ``$...$`` and ``$$...$$`` in it made readable."""
    if "$" not in text:
        return text
    return BETWEEN_DOLLARS.sub(lambda match: readable(formula) if (formula := formula_in(match)) else match[0], text)


def formula_in(match: re.Match[str]) -> str | None:
    """The formula that ``BETWEEN_DOLLARS`` matched, or None where the signs are those of two prices."""
    formula: str = match[1] or match[2]
    if not formula.strip():
        return None
    if formula[0].isspace() or formula[-1].isspace() or match.string[match.end() : match.end() + 1].isdigit():
        return formula if any(sign in formula for sign in "\\^_") else None
    return formula


def superscript(text: str) -> str:
    """``text`` raised, in Unicode where there are such characters, else behind ``^``."""
    return _script(text, SUPERSCRIPTS, "^")


def subscript(text: str) -> str:
    """``text`` lowered, in Unicode where there are such characters, else behind ``_``."""
    return _script(text, SUBSCRIPTS, "_")


def _script(text: str, characters: dict[str, str], sign: str) -> str:
    text = text.strip()
    tight = text.replace(" ", "")
    # A word in tiny letters cannot be read: loss_total, but x² and aᵢ₊₁.
    letters = sum(character.isalpha() for character in tight)
    if tight and letters <= 2 and all(character in characters for character in tight):
        return "".join([characters[character] for character in tight])
    if len(text) == 1 or (sign == "_" and text.isalnum()):
        return sign + text
    return f"{sign}({text})" if text else ""


def _grouped(text: str) -> str:
    """``text``, in parentheses where it would fall apart beside a sign of division or a root."""
    text = text.strip()
    if re.fullmatch(r"[^\s+\-−±·×/=<>,;|]+|\([^()]*\)|\|[^|]*\|", text):
        return text
    return f"({text})"


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, latex: str) -> None:
        self.tokens = list(TOKEN.finditer(latex))
        self.latex = latex
        self.position = 0
        self.depth = 0
        if sum(len(token[0]) for token in self.tokens) != len(latex):
            raise UnreadableFormulaError(latex)  # a backslash at the very end

    def formula(self) -> str:
        text = self.sequence("")
        if self.position < len(self.tokens):
            raise UnreadableFormulaError(self.latex)
        return " ".join(text.split())

    def sequence(self, closing: str) -> str:
        """What stands before the next ``closing`` ("}" or "]"), which is read too; or all, for ""."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableFormulaError(self.latex)
        pieces: list[str] = []
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            if closing and token[0] == closing:
                self.position += 1
                self.depth -= 1
                return "".join(pieces)
            if token[0] == "}":
                raise UnreadableFormulaError(self.latex)
            pieces.append(self.item())
        if closing:
            raise UnreadableFormulaError(self.latex)
        self.depth -= 1
        return "".join(pieces)

    def item(self) -> str:
        """The next thing as it is shown."""
        token = self.tokens[self.position]
        self.position += 1
        name, sign, special, comment, space, character = token.groups()
        if name is not None:
            return self.command(name, token[0])
        if sign is not None:
            return SIGNS.get(sign, sign)
        if comment is not None or space is not None:
            return " " if space else ""
        if special == "{":
            return self.sequence("}")
        if special == "^":
            raised = self.argument()
            return raised if raised in ("′", "°", "∘") else superscript(raised)
        if special == "_":
            return subscript(self.argument())
        if special is not None:
            return {"&": " ", "~": " ", "'": "′"}[special]
        if character in RELATIONS:
            return f" {character} "
        return character

    def argument(self) -> str:
        """The next group, command or character."""
        while self.position < len(self.tokens) and self.tokens[self.position][5] is not None:
            self.position += 1
        self.depth += 1
        if (
            self.depth > DEEPEST
            or self.position == len(self.tokens)
            or self.tokens[self.position][0] in ("}", "^", "_", "&")
        ):
            raise UnreadableFormulaError(self.latex)
        shown = self.item().strip()
        self.depth -= 1
        return shown

    def option(self) -> str:
        """What stands in the square brackets that may follow, or ""."""
        if self.position < len(self.tokens) and self.tokens[self.position][0] == "[":
            self.position += 1
            return self.sequence("]").strip()
        return ""

    def raw_argument(self) -> str:
        """The next group as it is written."""
        if self.position == len(self.tokens) or self.tokens[self.position][0] != "{":
            return self.argument()
        begin, depth = self.position + 1, 0
        for index in range(self.position, len(self.tokens)):
            depth += {"{": 1, "}": -1}.get(self.tokens[index][0], 0)
            if depth == 0:
                self.position = index + 1
                return self.latex[self.tokens[begin].start() : self.tokens[index].start()]
        raise UnreadableFormulaError(self.latex)

    def command(self, name: str, source: str) -> str:
        """What ``\\name`` with its arguments is shown as."""
        if (symbol := SYMBOLS.get(name)) is not None:
            return f" {symbol} " if symbol in SPACED else symbol
        if name in FUNCTIONS:
            return name + self.gap()
        if name in UNSHOWN:
            # "\left." and "\right." stand for no bracket at all.
            if name in ("left", "right") and self.position < len(self.tokens) and self.tokens[self.position][0] == ".":
                self.position += 1
            return ""
        if name in SPACES:
            return SPACES[name]
        if name in TRANSPARENT:
            shown = self.argument()
            return shown + self.gap() if name == "operatorname" else shown
        if name in TEXTS:
            text = self.raw_argument()
            return {"label": "", "tag": f"  ({text})"}.get(name, text)
        if name in ("frac", "dfrac", "tfrac", "cfrac", "nicefrac"):
            return f"{_grouped(self.argument())}/{_grouped(self.argument())}{self.gap()}"
        if name == "sqrt":
            root = ROOTS.get(index := self.option(), superscript(index) + "√")
            return root + _grouped(self.argument())
        if name in ("binom", "dbinom", "tbinom"):
            return f"C({self.argument()}, {self.argument()})"
        if name in ACCENTS:
            return self.accented(name)
        if name in ALPHABETS:
            return "".join([ALPHABETS[name].get(letter, letter) for letter in self.argument()])
        if name in ("underset", "overset", "stackrel", "xrightarrow", "xleftarrow"):
            return self.stacked(name)
        if name in ("color", "textcolor", "hspace", "vspace", "hskip"):
            self.raw_argument()
            return self.argument() if name == "textcolor" else ""
        if name in ("begin", "end"):
            return self.environment(name)
        return source.rstrip() + self.groups()  # not known here: shown as written

    def groups(self) -> str:
        """The groups that follow as they are written."""
        begin = self.position
        while self.position < len(self.tokens) and self.tokens[self.position][0] == "{":
            self.raw_argument()
        return "".join([token[0] for token in self.tokens[begin : self.position]]) or self.gap()

    def gap(self) -> str:
        """The space between a name or a fraction and what it is applied to."""
        if self.position == len(self.tokens):
            return ""
        following = self.tokens[self.position]
        if following[1] is not None:
            return "" if following[1] in UNSHOWN else " "
        return "" if following[0] in "^_()[]{},.;}+-=<>/|&" or following[0].isspace() else " "

    def accented(self, name: str) -> str:
        base = self.argument()
        if name == "not" and base in NEGATED:
            return f" {NEGATED[base]} "
        if len(base) == 1:
            return base + ACCENTS[name]
        if name == "overline" and base.isalnum():
            return "".join([character + ACCENTS[name] for character in base])
        return f"({base}){ACCENTS[name]}" if base else ""

    def stacked(self, name: str) -> str:
        if name in ("xrightarrow", "xleftarrow"):
            arrow = " → " if name == "xrightarrow" else " ← "
            below, above = self.option(), self.argument()
            return arrow.rstrip() + (superscript(above) if above else "") + (subscript(below) if below else "") + " "
        mark, base = self.argument(), self.argument()
        return base + (subscript(mark) if name == "underset" else superscript(mark))

    def environment(self, edge: str) -> str:
        """The opening or closing sign of a matrix or of a list of cases."""
        name = self.raw_argument().rstrip("*")
        if edge == "begin" and name in ("array", "tabular", "alignedat", "alignat"):
            self.raw_argument()
        opening, closing = {
            "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "matrix": ("[", "]"), "smallmatrix": ("[", "]"),
            "array": ("[", "]"), "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "Bmatrix": ("{", "}"),
            "cases": ("{ ", " "),
        }.get(name, (" ", " "))  # fmt: skip
        return opening if edge == "begin" else closing
