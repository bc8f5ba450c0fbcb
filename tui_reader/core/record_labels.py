"""The labels of an entry that is kept as a record, and what each of them names."""

from __future__ import annotations

from collections.abc import Mapping

from tui_reader.core.lines import LONGEST_LABEL, RECORD_LABEL

WORDS: Mapping[str, str] = {
    "date": "日期,时间,阅读日期,阅读时间,精读日期,打卡日期,打卡时间,汇报日期,date,day,date read,read on,reading date,"
    "read date",
    "reader": "阅读人,阅读者,读者,总结人,精读人,打卡人,reader,readers,read by,summarized by,summarised by",
    "speaker": "汇报人,分享人,主讲人,讲者,姓名,成员,同学,记录人,presenter,presented by,speaker,name,who,member",
    "paper": "论文,论文标题,论文题目,论文名,论文名称,文章,文章标题,文章题目,文章名,文献,文献标题,文献题目,"
    "paper,paper title,paper name,title of the paper",
    "title": "标题,题目,title",
    "source": "来源,论文来源,出处,会议,期刊,会议/期刊,期刊/会议,会议期刊,发表,发表于,发表会议,发表期刊,发表刊物,venue,"
    "source,journal,conference,published in,published at,publication,venue/year",
    "link": "链接,论文链接,文章链接,原文链接,原文,地址,论文地址,网址,link,links,url,paper link,paper url,arxiv,pdf,doi",
    "more": "代码,代码链接,代码地址,开源代码,项目,项目主页,code,code link,github,project,project page,website",
    "note": "状态,备注,情况,说明,status,remark,remarks",
    "other": "作者,论文作者,单位,机构,年份,发表年份,发表时间,发表日期,标签,关键词,方向,领域,研究方向,类型,类别,评分,"
    "推荐指数,author,authors,affiliation,year,published,publication date,tag,tags,keyword,keywords,topic,category,"
    "area,rating,score",
}
"""The labels of a record, by what they name. A speaker is the reader where a paper is named. Nobody asks for others."""
FIELD_OF = {word: field for field, words in WORDS.items() for word in words.split(",")}
AROUND_LABEL = " \t*_`【】[]-+•.)0123456789"
"""What may stand around a label, or before it as the sign of an item."""


def field_of(content: str) -> str | None:
    """The field that a line without its quote marks is labelled with; None where it is no such line."""
    name, colon, _value = content[:LONGEST_LABEL].replace("：", ":").partition(":")
    if not colon or _folded(name.strip(AROUND_LABEL)) not in FIELD_OF:
        return None  # which is nearly always so, and seen without a pattern
    found = RECORD_LABEL.match(content)
    return None if found is None else FIELD_OF.get(_folded(found["name"]))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
