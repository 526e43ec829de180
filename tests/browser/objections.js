// What readers would object to and axe does not look for. Each look returns lines, none if all is well.
(() => {
  const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const LABELLED = '[type=radio], [type=checkbox]';

  const within = (root, found = []) => {
    for (const each of root.querySelectorAll('*')) {
      found.push(each);
      if (each.shadowRoot) within(each.shadowRoot, found);
    }
    return found;
  };
  const up = (each) => each.parentElement || each.getRootNode().host || null;
  const line = (each) => {
    const name = each.getAttribute('aria-label') || each.innerText || each.id || '';
    const look =
      typeof each.className === 'string' ? each.className.split(' ').slice(-2).join('.') : '';
    return `<${each.tagName.toLowerCase()} .${look}> "${name.trim().slice(0, 50)}"`;
  };
  const box = (each) => each.getBoundingClientRect();
  const isUnseen = (each) => {
    for (let at = each; at; at = up(at)) {
      const style = getComputedStyle(at);
      if (style.clipPath.startsWith('inset(50%') || style.opacity === '0') return true;
      if (style.overflow !== 'visible' && box(at).width <= 1) return true;
    }
    return false;
  };
  const isDrawn = (each) => each.checkVisibility({ visibilityProperty: true });
  const isSeen = (each) =>
    isDrawn(each) && box(each).width > 0 && box(each).height > 0 && !isUnseen(each);
  // Behind a dialog nothing can be reached.
  const scope = () => document.querySelector('[role=dialog], dialog[open]') || document.body;
  // What one presses: of a hidden radio button or tick box, its label.
  const target = (each) => (each.matches(LABELLED) && each.closest('label')) || each;
  const reachable = () =>
    within(scope()).filter(
      (each) =>
        each.matches(FOCUSABLE) &&
        each.tabIndex >= 0 &&
        !each.disabled &&
        isDrawn(each) &&
        isSeen(target(each)),
    );

  // Colours, painted one over the other as the browser does it, and how far two are apart.
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = (colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const grounds = (each) => {
    const found = [];
    for (let at = each; at; at = up(at)) found.unshift(getComputedStyle(at).backgroundColor);
    return ['white', ...found];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  // How far the edge or the filling of an element stands out from what is round it.
  const standsOut = (each) => {
    const style = getComputedStyle(each),
      around = grounds(up(each) || each);
    const found = [contrast(paint(grounds(each)), paint(around))];
    for (const side of ['Top', 'Left', 'Bottom', 'Right']) {
      const width = parseFloat(style[`border${side}Width`]);
      if (width > 0 && style[`border${side}Style`] !== 'none') {
        found.push(contrast(paint([...around, style[`border${side}Color`]]), paint(around)));
      }
    }
    // A ring may be drawn as a shadow: its colour comes first, and how far it spreads last.
    const ring = style.boxShadow.match(/^(.*\)) \S+ \S+ \S+ (\S+)px/);
    if (ring && Number(ring[2]) > 0)
      found.push(contrast(paint([...around, ring[1]]), paint(around)));
    return Math.max(...found);
  };

  // What sticks or floats lies upon the rest on purpose: the outermost element that does, if any.
  const floats = (each) => {
    let found = null;
    for (let at = each; at && !at.matches('.stMain, body'); at = up(at)) {
      if (/sticky|fixed/.test(getComputedStyle(at).position)) found = at;
    }
    return found;
  };

  // One heading of the first level, one main part, and no level of headings left out.
  const structure = () => {
    const found = [];
    const levels = (root) =>
      within(root)
        .filter((each) => each.matches('h1,h2,h3,h4,h5,h6') && isDrawn(each))
        .map((each) => [Number(each.tagName[1]), each]);
    const outside = levels(document.body).filter(([, each]) => !each.closest('[role=dialog]'));
    const first = outside.filter(([level]) => level === 1);
    if (first.length !== 1)
      found.push(`${first.length} headings of the first level: ${first.map(([, e]) => line(e))}`);
    const sets = [outside, ...[...document.querySelectorAll('[role=dialog]')].map(levels)];
    for (const set of sets) {
      set.forEach(([level, each], place) => {
        if (place && level > set[place - 1][0] + 1)
          found.push(`After a level ${set[place - 1][0]} comes ${line(each)}`);
      });
    }
    if (outside.length && outside[0][0] !== 1)
      found.push(`The first heading is ${line(outside[0][1])}`);
    const mains = document.querySelectorAll('main, [role=main]').length;
    if (mains !== 1) found.push(`${mains} main parts`);
    if (!document.documentElement.lang) found.push('The page says no language.');
    if (!document.title.includes('Sourcebook')) found.push(`The title is "${document.title}".`);
    return found;
  };

  // WCAG 2.5.8: 24 × 24 px, or so far apart that circles of 24 px touch no other; links in
  // sentences are free of it, but not our small marks of citations.
  const targets = () => {
    const pressed = [...new Set(reachable().map(target))].filter(
      (each) =>
        each.getAttribute('role') !== 'region' && !each.matches('[tabindex="0"]:not([role])'),
    );
    // What sticks at the edge of the window passes over the rest: only those of one layer are near.
    const areas = pressed.map((each) => [each, box(each), floats(each)]);
    const isSmall = (area) => area.width < 23.9 || area.height < 23.9;
    const isInSentence = (each) => {
      if (
        !each.matches('a') ||
        each.matches('.cite') ||
        !getComputedStyle(each).display.startsWith('inline')
      )
        return false;
      const block =
        each.closest('p, li, dd, dt, td, th, figcaption, caption, h1, h2, h3, h4, summary') ||
        up(each);
      return block.innerText.trim().length > each.innerText.trim().length + 1;
    };
    const middle = (area) => [area.x + area.width / 2, area.y + area.height / 2];
    const isNear = (area, other) => {
      const [x, y] = middle(area);
      if (isSmall(other)) {
        const [ox, oy] = middle(other);
        if (Math.hypot(x - ox, y - oy) < 23.9) return true;
      }
      const dx = Math.max(other.x - x, 0, x - other.right),
        dy = Math.max(other.y - y, 0, y - other.bottom);
      return Math.hypot(dx, dy) < 11.9;
    };
    return areas
      .filter(([each, area]) => isSmall(area) && !isInSentence(each))
      .flatMap(([each, area, layer]) =>
        areas
          .filter(
            ([other, theirs, its]) =>
              other !== each &&
              its === layer &&
              !other.contains(each) &&
              !each.contains(other) &&
              isNear(area, theirs),
          )
          .slice(0, 1)
          .map(
            ([other]) =>
              `${line(each)} is ${area.width.toFixed()} × ${area.height.toFixed()} px, close to ${line(other)}`,
          ),
      );
  };

  // Tables scroll by themselves; nothing else may reach over the edge.
  const beyond = () => {
    const width = document.documentElement.clientWidth,
      main = document.querySelector('.stMain');
    const found = within(main).filter(
      (each) => box(each).right > width + 1 && isSeen(each) && !isScrolled(each),
    );
    const lines = found
      .slice(0, 5)
      .map((each) => `${line(each)} ends at ${box(each).right.toFixed()} of ${width} px`);
    if (main.scrollWidth > main.clientWidth + 1)
      lines.push(`The page is ${main.scrollWidth} px wide.`);
    return lines;
  };
  const isScrolled = (each) => {
    for (let at = up(each); at && !at.matches('.stMain'); at = up(at)) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };

  // Text that is cut off by a box which does not scroll, and text that lies upon other text.
  const lost = () => {
    const found = [],
      lines = [];
    for (const root of [
      scope(),
      ...within(scope())
        .map((each) => each.shadowRoot)
        .filter(Boolean),
    ]) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode,
          holder = node.parentElement;
        if (
          !node.data.trim() ||
          !holder ||
          holder.matches('style, script, option') ||
          !isSeen(holder)
        )
          continue;
        // What is only drawn besides, as the numbers of lines, may go out of sight with its text.
        if (holder.closest('[aria-hidden=true]') && !holder.closest('label')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const short = shortened(holder),
          frame = short && box(short);
        const areas = [...range.getClientRects()]
          .filter((area) => area.width > 1)
          .filter(
            (area) => !short || (area.right <= frame.right + 1 && area.bottom <= frame.bottom + 1),
          );
        if (areas.some((area) => isCut(holder, area))) found.push(`Cut off: ${line(holder)}`);
        for (const area of areas) lines.push({ area, holder });
      }
    }
    lines.sort((one, other) => one.area.top - other.area.top);
    lines.forEach((one, place) => {
      for (
        let next = place + 1;
        next < lines.length && lines[next].area.top < one.area.bottom;
        next++
      ) {
        const other = lines[next];
        if (one.holder !== other.holder && !explains(one, other) && covers(one, other)) {
          found.push(`One upon the other: ${line(one.holder)} and ${line(other.holder)}`);
        }
      }
    });
    return [...new Set(found)].slice(0, 6);
  };
  // A beginning that says by three dots that there is more, which stands in full where it leads to.
  const shortened = (holder) => {
    for (let at = holder; at && !at.matches('.stMain, body'); at = up(at)) {
      const style = getComputedStyle(at);
      if (style.textOverflow === 'ellipsis' || !['none', ''].includes(style.webkitLineClamp))
        return at;
    }
    return null;
  };
  const isCut = (holder, area) => {
    let sideways = true,
      down = true;
    for (let at = holder; at && !at.matches('.stMain, body'); at = up(at)) {
      const style = getComputedStyle(at),
        frame = box(at);
      if (style.display === 'inline') continue;
      if (/auto|scroll/.test(style.overflowX)) sideways = false;
      if (/auto|scroll/.test(style.overflowY)) down = false;
      if (
        sideways &&
        /hidden|clip/.test(style.overflowX) &&
        (area.right > frame.right + 3 || area.left < frame.left - 3)
      )
        return true;
      if (
        down &&
        /hidden|clip/.test(style.overflowY) &&
        (area.bottom > frame.bottom + 4 || area.top < frame.top - 4)
      )
        return true;
    }
    return false;
  };
  // An explanation that somebody asked for may lie upon other text.
  const explains = (one, other) =>
    [one, other].some(({ holder }) => holder.closest('[role=tooltip]'));
  const covers = (one, other) => {
    const wide =
      Math.min(one.area.right, other.area.right) - Math.max(one.area.left, other.area.left);
    const high =
      Math.min(one.area.bottom, other.area.bottom) - Math.max(one.area.top, other.area.top);
    if (wide < 4 || high < 0.5 * Math.min(one.area.height, other.area.height)) return false;
    return floats(one.holder) === floats(other.holder);
  };

  // What the focus changes to be seen, on what is focused and close round it.
  const focusLook = (each) => {
    const own = target(each),
      near = [each, own, ...own.querySelectorAll('*')].slice(0, 12);
    for (let at = own, steps = 0; at && steps < 4; at = up(at), steps++) near.push(at);
    return near
      .map((at) =>
        [getComputedStyle(at), getComputedStyle(at, '::after')]
          .map((style) =>
            [
              style.outlineStyle === 'none' ? '' : style.outline,
              style.boxShadow,
              style.borderColor,
              style.backgroundColor,
              style.color,
              style.textDecoration,
              style.clipPath,
            ].join(),
          )
          .join('|'),
      )
      .join('\n');
  };
  const kinds = () => {
    const seen = new Set();
    return reachable().filter((each) => {
      const kind = [each, up(each), target(each)]
        .map((at) => `${at.tagName} ${at.className} ${at.type}`)
        .join();
      return !seen.has(kind) && seen.add(kind);
    });
  };
  // Only after a press of Tab the browser shows where the focus is.
  const unmarked = async () => {
    const found = [];
    for (const each of kinds()) {
      document.activeElement.blur();
      await frame();
      // A dialog keeps the focus within itself, and gives it to what had it.
      if (document.activeElement === each)
        reachable()
          .find((other) => other !== each)
          ?.focus();
      const before = focusLook(each);
      each.focus({ preventScroll: true });
      // Some of Streamlit's fields are drawn anew a little later.
      for (let turns = 0; turns < 4 && focusLook(each) === before; turns++) await frame();
      if (focusLook(each) === before) found.push(`The focus is not to be seen on ${line(each)}`);
    }
    document.activeElement.blur();
    return found;
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  // WCAG 2.4.11, from the end backwards, because what sticks at the top covers what comes from below.
  const covered = () => {
    const found = [],
      main = document.querySelector('.stMain');
    for (const each of reachable().reverse()) {
      document.activeElement.blur();
      each.focus();
      const area = box(target(each)),
        x = area.x + Math.min(area.width / 2, 60);
      const spots = [area.top + 3, area.top + area.height / 2, area.bottom - 3];
      const isHit = (y) => {
        let at = document.elementFromPoint(x, y);
        // A calendar opens with its field; a key closes it, and no script can press one.
        const floating = at?.closest('body > div');
        if (floating?.querySelector('[role=grid]') && !floating.contains(main)) return true;
        while (at && at.shadowRoot && at.shadowRoot.elementFromPoint(x, y) !== at) {
          const deeper = at.shadowRoot.elementFromPoint(x, y);
          if (!deeper) break;
          at = deeper;
        }
        for (let up_ = at; up_; up_ = up(up_))
          if (up_ === target(each) || up_ === each) return true;
        return Boolean(at && target(each).contains(at));
      };
      if (!spots.some(isHit))
        found.push(`Focused, but covered or out of sight: ${line(each)} at ${area.top.toFixed()}`);
    }
    document.activeElement.blur();
    main.scrollTop = 0;
    return found.slice(0, 5);
  };

  // Edges of fields and what is drawn to be read, WCAG 1.4.11: three to one at least.
  const FIELDS = 'input:not([type=hidden], [type=file]), textarea, select';
  const DRAWN = '.bar, .level, .parts span, .posts span b, .time-mark, .swatch';
  const faint = () => {
    const found = new Map();
    for (const each of within(scope())) {
      const isField = each.matches(FIELDS) && !each.disabled;
      if (!isField && !each.matches(DRAWN)) continue;
      const own = target(each);
      if (!isSeen(own)) continue;
      let most = standsOut(own);
      if (each.matches(LABELLED))
        for (const part of own.querySelectorAll('*')) most = Math.max(most, standsOut(part));
      else
        for (let at = up(each), steps = 0; isField && at && steps < 4; at = up(at), steps++) {
          if (box(at).height < box(each).height + 24 || at.matches('[role=group]'))
            most = Math.max(most, standsOut(at));
        }
      if (most < 3) found.set(`${line(each)} stands out by ${most.toFixed(2)} only`, each);
    }
    return [...found.keys()].slice(0, 6);
  };

  // For readers who asked for less motion.
  const moving = () => {
    const found = document
      .getAnimations({ subtree: true })
      .filter(
        (each) => each.playState === 'running' && each.effect.getComputedTiming().duration > 20,
      )
      .map(
        (each) =>
          `Moves: ${line(each.effect.target)} by ${each.animationName || each.transitionProperty}`,
      );
    const longest = (text) =>
      Math.max(
        ...text.split(',').map((part) => parseFloat(part) * (part.includes('ms') ? 1 : 1000)),
      );
    for (const each of within(document)) {
      const style = getComputedStyle(each);
      if (style.scrollBehavior === 'smooth') found.push(`Scrolls smoothly: ${line(each)}`);
      if (longest(style.transitionDuration) > 20)
        found.push(`Moves when it changes: ${line(each)}`);
    }
    return [...new Set(found)].slice(0, 5);
  };

  window.sourcebookLooks = { structure, targets, beyond, lost, unmarked, covered, faint, moving };
})();
