"""A log in which something is wrong with most entries, for the tests of what the screen shows of that."""

from __future__ import annotations

MESSY = """\
# Tide pool club

> > [2024-05-26]-[Mira]-[Barnacles Remember the Last Tide]-[MarineBio 2023](https://example.org/barnacle)
> >
> > ![barnacle](https://example.org/barnacle.png)
> >
> > Summary: Barnacles keep a trace.
>
> > 【2024-05-24】-[李听潮】-[海星再生的机制研究]-[Arxiv](https://example.org/starfish)
> >
> > ![starfish](https://example.org/starfish.png)
> >
> > Summary: 提出一个简单的再生模型。
>
> > [2024-05-19]-[Tom]-[Otters and\x08 Kelp]-[Nature](https://example.org/otters)
> >
> > ![otter](https://example.org/otter.png)
> >
> > Summary: Otters follow kelp.
>
> > 【2024-05-17】-[Mira]-[A Limpet and its Home Scar]-[Limpets](https://example.org/limpet)
> >
> > ![limpet](https://example.org/limpet.png)
>
> > [2024-05-12]-[Tom]-[Anemones by Night and by Day]-[Nature](https://example.org/anemone)
> >
> > ![anemone](https://example.org/anemone.png)
> >
> > Summary: They open.
"""

STARFISH = "> > 【2024-05-24】-[李听潮】-[海星再生的机制研究]"
MENDED_STARFISH = "> > [2024-05-24]-[李听潮]-[海星再生的机制研究]"
