"""A title that arrives in LaTeX, HTML or capitals, as a log writes it. What is none of these stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from html import unescape
from unicodedata import normalize

from tui_reader.core.formula import subscript, superscript

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "r": "\u030a",
    "k": "\u0328",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "LaTeX": "LaTeX", "TeX": "TeX", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textregistered": "®", "texttrademark": "™", "textcopyright": "©", "textasciitilde": "\ue003",
    "textunderscore": "_",
    "textasciicircum": "^", "textmu": "µ", "textdegree": "°", "textellipsis": "…", "ldots": "…", "dots": "…",
    "textless": "<", "textgreater": ">", "textbar": "|", "textdollar": "$", "textpercent": "%", "S": "§",
    "textbraceleft": "\ue000", "textbraceright": "\ue001", "textasciigrave": "\ue002",
    "textbackslash": "\\", "newline": " ", "linebreak": " ", "protect": "", "relax": "", "quad": " ", "qquad": " ",
}  # fmt: skip
STYLES = frozenset("it bf em rm sf tt sc sl itshape bfseries scshape rmfamily sffamily ttfamily upshape".split())
"""Commands that say how what follows is set."""

MATH = re.compile(r"(?<!\\)\$\$?(?:[^$\\]|\\.)+\$\$?|\\\((?:[^\\]|\\[^)])*\\\)")
ACCENT_LETTER = r"(?:\{\s*(?:\\([ij])|([^\W\d_]))\s*\}|\\([ij])(?![A-Za-z])\s?|([^\W\d_]))"
ACCENT = re.compile(
    r"\\(?:(['`^\"~=.])\s*|([uvHcdbrk])(?=[\s{\\])\s*)" + ACCENT_LETTER + r"|\{\s*\\(['`^\"~=.])\s*([^\W\d_])\s*\}"
)
ACCENT_IN_BRACES = re.compile(r"\{\s*(\\(?:['`^\"~=.]|[uvHcdbrk](?=[\s{\\]))\s*" + ACCENT_LETTER + r")\s*\}")
COMMAND = re.compile(r"\\([A-Za-z]+)\*?(\s*)|\\([&%$#_{}\\ ,;:!/@-])")
SIGNS = {"\\": " ", " ": " ", ",": " ", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": ""}
KEPT = {"{": "\ue000", "}": "\ue001", "`": "\ue002", "~": "\ue003"}
"""What stands in for signs that are part of the title while those go that are markup."""
QUOTES = re.compile(r"``([^`']*(?:'(?!')[^`']*)*)''")
SINGLE_QUOTES = re.compile(r"(?<![\w`])`([^`'\"]+)'(?!\w)")
PROTECTED = re.compile(r"\{+([^{}\s]{2,})\}+")

TAG = re.compile(
    r"</?\s*(?:(?:mml|jats|m):)?(?:i|b|em|strong|sub|sup|inf|span|scp|sc|u|small|tt|p|br|italic|bold|title|font|div|"
    r"math|m[a-z]{1,10}|none|tex-math|inline-formula|named-content|styled-content|nobr)\b(?:\s[^<>]{0,300}|\s*/)?>",
    re.IGNORECASE,
)
SUBSCRIPT = re.compile(r"<(?:jats:)?(?:sub|inf)>([^<>]{1,40})</(?:jats:)?(?:sub|inf)>", re.IGNORECASE)
SUPERSCRIPT = re.compile(r"<(?:jats:)?sup>([^<>]{1,40})</(?:jats:)?sup>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>|</p>|</div>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)

SMALL_WORDS = frozenset(
    "a an and as at but by en for from if in into nor of on onto or over per so than that the to up upon via vs "
    "versus when with without yet is are its de la le du des der die das und von".split()
)
ACRONYMS = frozenset(
    "AI ASR AUC BEIT BERT BLIP CLIP COCO CPU CT CUDA DINO EEG ECG ELMO EM EMG EVA FACS FER GAN GANS GAT GCN GELU GMM "
    "GPT GPU GRU HMM ICA IOT IQA IR JPEG KITTI LIDAR LLAMA LLAVA LLM LLMS LORA LSTM MAE MCMC MEG MIMO MLP MLLM MOE MRI "
    "NAS NER NERF NLG NLI NLP NLU OCR OOD PCA PET PPO QA RAG RAM RELU RGB RNN ROC ROI RLHF SAM SAR SER SGD SLAM SOTA "
    "SQUAD SVD SVM TTS UAV UI US USA UK UMAP VAD VAE VAES VIT VLM VLMS VQA VR AR XAI YOLO EU DNA RNA COVID HIV AIDS "
    "II III IV VI VII VIII IX XI XII".split()
)
"""What is written in capitals, and has a vowel so that it could be a word."""
SPELLED = {
    "ARXIV": "arXiv", "LATEX": "LaTeX", "IMAGENET": "ImageNet", "WAV2VEC": "wav2vec", "LORA": "LoRA",
    "LLAMA": "LLaMA", "LLAVA": "LLaVA", "RESNET": "ResNet", "OPENAI": "OpenAI", "CHATGPT": "ChatGPT", "NERF": "NeRF",
    "GANS": "GANs", "LLMS": "LLMs", "VLMS": "VLMs", "VAES": "VAEs", "CNNS": "CNNs", "RNNS": "RNNs", "IOT": "IoT",
    "LIDAR": "LiDAR", "MLLMS": "MLLMs", "VIT": "ViT", "VITS": "ViTs", "PHD": "PhD",
}  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûü]", re.IGNORECASE)
LONGEST = 3000
"""Characters that a title may have; what is longer is none."""


def plain_title(text: str, is_latex: bool = False) -> str:
    """A title as a log writes it: on one line, its accents and entities as characters, no longer all in capitals.

    ``is_latex``: it comes from BibTeX, where braces and commands are markup; elsewhere only its accents are. What
    stands between dollar signs is math and stays.
    """
    if len(text) > LONGEST:
        return " ".join(text.split())
    protected = frozenset(PROTECTED.findall(text)) if is_latex else frozenset()
    text = without_html(text)
    text = from_latex(text) if is_latex else _outside_math(text, accented)
    return without_capitals(" ".join(text.split()), protected)


def _outside_math(text: str, change: Callable[[str], str]) -> str:
    """``text`` with ``change`` made to what is no math; ``\\(...\\)`` becomes ``$...$``."""
    pieces: list[str] = []
    end = 0
    for math in MATH.finditer(text):
        pieces += (change(text[end : math.start()]), math[0] if math[0][0] == "$" else f"${math[0][2:-2]}$")
        end = math.end()
    return "".join([*pieces, change(text[end:])])


# -- LaTeX -------------------------------------------------------------------------------------------------------------


def from_latex(text: str) -> str:
    """``text`` of BibTeX without markup. A command that is not known stays, unless it has an argument."""
    # Braces around math, and around much that holds math, are gone before math is looked for.
    text = re.sub(r"\\ensuremath\s*\{([^{}]*)\}", r"$\1$", text)
    return _outside_math(text, _text_from_latex)


def accented(text: str) -> str:
    """``text`` with ``\\'e``, ``{\\"o}`` and ``\\v{c}`` as letters."""
    if "\\" not in text:
        return text
    return ACCENT.sub(_letter_with_accent, ACCENT_IN_BRACES.sub(r"\1", text))


def _letter_with_accent(match: re.Match[str]) -> str:
    sign = match[1] or match[2] or match[7]
    letter = match[3] or match[4] or match[5] or match[6] or match[8]
    return normalize("NFC", letter + ACCENTS[sign])


def _text_from_latex(text: str) -> str:
    if "\\" in text:
        text = accented(text)
        text = re.sub(r"\\textsuperscript\s*\{([^{}]*)\}", lambda match: superscript(match[1]), text)
        text = re.sub(r"\\textsubscript\s*\{([^{}]*)\}", lambda match: subscript(match[1]), text)
        text = re.sub(r"\\href\s*\{[^{}]*\}", "", text)
        text = COMMAND.sub(_command, text)
    text = QUOTES.sub(r"“\1”", text)
    text = SINGLE_QUOTES.sub(r"‘\1’", text)
    text = re.sub(r"(?<!-)---(?!-)", "—", text)
    text = re.sub(r"(?<=[\w\s])--(?=[\w\s])", "–", text)
    text = text.replace("~", " ").replace("{", "").replace("}", "")
    for sign, stand_in in KEPT.items():
        text = text.replace(stand_in, sign)
    return text


def _command(match: re.Match[str]) -> str:
    name, space, sign = match.groups()
    if sign is not None:
        return KEPT.get(sign, SIGNS.get(sign, sign))
    if name in LETTERS:
        # The space behind a command ends its name. Behind a word somebody meant it.
        return LETTERS[name] + (" " if space and len(name) > 2 else "")
    if name in STYLES or match.string[match.end() : match.end() + 1] == "{":
        return ""
    return match[0]


# -- HTML --------------------------------------------------------------------------------------------------------------


def without_html(text: str) -> str:
    """``text`` without tags and entities, if they are those of HTML: a lone ``<`` is a sign like others."""
    if "<" in text and not re.search(r"<(?=[/!A-Za-z])|<", TAG.sub("", text)):
        text = SUPERSCRIPT.sub(lambda match: superscript(unescape(match[1])), text)
        text = SUBSCRIPT.sub(lambda match: subscript(unescape(match[1])), text)
        text = TAG.sub("", BREAK.sub(" ", text))
    for _twice in range(2):
        # What is encoded twice is on its way through many a database.
        if not ENTITY.search(text):
            break
        decoded = ENTITY.sub(lambda match: unescape(match[0]), text)
        if not any(character.isalnum() for character in decoded):
            break
        text = decoded
    return text.replace("\u00ad", "") if text.isprintable() else text


# -- capitals ----------------------------------------------------------------------------------------------------------


def without_capitals(title: str, protected: Collection[str] = ()) -> str:
    """``title`` in title case where all of it is in capitals; acronyms and the words ``protected`` stay."""
    text = MATH.sub("", title)
    if text != text.upper() or sum(len(word) > 3 and bool(VOWEL.search(word)) for word in WORD.findall(text)) < 2:
        return title
    name = title.partition(":")[0]
    is_name = ":" in title and len(name) <= 12 and WORD.fullmatch(name)

    def in_title_case(match: re.Match[str]) -> str:
        word, start = match[0], match.start()
        if word in SPELLED:
            return SPELLED[word]
        before, after = title[:start].rstrip(), title[match.end() : match.end() + 1]
        in_parentheses = before.endswith("(") and after == ")"
        if word in ACRONYMS or word in protected or in_parentheses or (is_name and start == 0):
            return word
        if any(character.isdigit() for character in word) or not VOWEL.search(word):
            return word
        is_first = not before or before[-1] in ':.?!–—“"('
        if word.casefold() in SMALL_WORDS and not is_first and title[start - 1] != "-":
            return word.lower()
        return word[0] + word[1:].lower()

    return _outside_math(title, lambda piece: WORD.sub(in_title_case, piece)) if not MATH.search(title) else title
