/**
 * Category from title: the first rule that matches. Order matters and goes from the particular to the general, so
 * that a "Christmas mug" is found with Christmas, and a "mug cosy" is not a bag.
 */
export type CategoryPath = readonly [string, string];

const rules: [RegExp, CategoryPath][] = [
  [
    /christmas|xmas|tree decoration|feather tree|tinsel|sleigh|reindeer|santa|advent|bauble|snow(man|flake)|nativity|mistletoe|stocking|robin\b|noel/,
    ['Seasonal', 'Christmas'],
  ],
  [/easter|chick(s|en)? |bunny|\begg\b(?! ?(cup|cosy|timer|frying|poach))/, ['Seasonal', 'Easter']],
  [/hallowe?en|pumpkin|valentine/, ['Seasonal', 'Other occasions']],
  [
    /bunting|balloon|party|paper (cups?|plates?|chain)|birthday(?! card)|pinata|confetti|streamer|garland|honeycomb/,
    ['Party', 'Bunting and party'],
  ],
  [
    /cards?\b(?! (holder|wallet|case|dispenser|stand))|wrap\b|gift (bag|tape|tag)|ribbon|tissue paper|tag\b/,
    ['Cards and stationery', 'Cards and wrap'],
  ],
  [
    /notebook|sketchbook|journal|diary|pens?\b|pencils?|eraser|rubbers|sticker|tape\b|stationery|envelope|writing|letter|address book|recipe book|passport|memo|calculator|ruler|chalk|stamp|sticky|bookmark|notepad|note books|exercise books|notelets|badges|stencil|hole punch|rubber\b|scissor|calendar|scrapbook|book\b/,
    ['Cards and stationery', 'Paper and desk'],
  ],
  [/necklace|pendant|choker|bead chain/, ['Jewellery', 'Necklaces']],
  [/bracelet|bangle|bracel/, ['Jewellery', 'Bracelets']],
  [
    /earrings?|brooch|\bring\b(?! ?(box|holder))|hair|charm|diamante|jewel(?!led photo|lery (box|stand))/,
    ['Jewellery', 'Earrings and more'],
  ],
  [/incense|joss|scent|potpourri|fragranc|sachet|oil burner/, ['Candles and lights', 'Incense and scent']],
  [
    /tealight|t-?light|candle ?holder|candlestick|votive|lantern|chandelier/,
    ['Candles and lights', 'Tealight holders and lanterns'],
  ],
  [/candle|matches|taper/, ['Candles and lights', 'Candles']],
  [
    /fairy lights|\blights?\b|lamp(shade)?\b|night ?light|bulb|torch/,
    ['Candles and lights', 'Lights and lamps'],
  ],
  [
    /hot water bottle|pocket warmer|flannel|hand ?warmer|wash ?bag|soap|bath|shower|towel(?!s? ?(tea|rail))|toilet|perfume|compact mirror|lip|nail|beauty|tissues/,
    ['Bath and comfort', 'Bath and comfort'],
  ],
  [
    /lunch (bag|box)|jumbo bag|shopp(er|ing)|shoulder bag|tote|charlotte bag|handbag|hand bag|rucksack|backpack|\bbags?\b|luggage|suitcase|holdall/,
    ['Bags and accessories', 'Bags'],
  ],
  [
    /purse|wallet|umbrella|scarf|gloves|slippers|socks|hat\b|sunglasses|key-?chain|poncho|key ?ring|key fob|phone|card (holder|case)|fan\b|belt|shoe/,
    ['Bags and accessories', 'Accessories'],
  ],
  [
    /cake ?stand|cake (cases?|tins?|plate|slice|mould|fork)|baking|cupcake|cookie|biscuit|muffin|rolling pin|jelly|pastry|spatula|mould|whisk|scales|measuring|sieve|icing/,
    ['Kitchen and dining', 'Baking'],
  ],
  [
    /mug|\bcups?\b|saucer|teacup|tumbler|beaker|glass(es)?$|goblet|flute|shot glass/,
    ['Kitchen and dining', 'Mugs, cups and glasses'],
  ],
  [
    /tea ?pot|teapot|tea (towel|cosy|caddy|set|tray|spoon|strainer|infuser)|coffee|cafetiere|milk|sugar|kettle|flask|creamer|trivet|coaster|placemat|doil(y|ies)|napkin|table ?cloth|runner|apron|oven glove|oven mitt|pot holder|gauntlet/,
    ['Kitchen and dining', 'Tea, coffee and table'],
  ],
  [
    /plate|bowl|chopsticks|frying pan|squeezer|server\b|petit four|charger|dish|platter|tray|jug|pitcher|salad|cutlery|spoon|fork|knife|knives|chopping|board\b(?!.*(memo|chalk))|egg|salt|pepper|oil bottle|ladle|colander|bread|butter|toast|straw|picnic|food|fruit/,
    ['Kitchen and dining', 'Plates, bowls and tools'],
  ],
  [
    /\bjars?\b|\btins?\b|canister|container|storage|pantry|cruet|bottle/,
    ['Kitchen and dining', 'Jars, tins and storage'],
  ],
  [
    /parasol|plant|watering|garden|flower ?pot|bird ?(house|table|feeder|bath)|seed|trowel|fork|bucket|hammock|windmill|herb|dovecote|fly swat|gnome|deck ?chair|cloche/,
    ['Garden', 'Garden'],
  ],
  [
    /jigsaw|puzzle|ludo|bingo|skittles|rocking horse|tattoo|creepy|space (frog|owl|cadet)|top trumps|flying disc|bubbles|lolly|naughts|jacobs ladder|soft mobile|monster|puppet|toy|teddy|doll|game|skipping|marble|dominoes|playhouse|spinning|crayon|colouring|drawing|craft|felt|sewing|knitting|wool|button|thread|patches|magic|child|baby|babies|kids|boys?\b|girls?\b|dinosaur|spaceboy|pirate|circus|robot|glider|balls?\b|money ?(box|bank)|piggy|inflatable|ninja|snake/,
    ['Toys and hobbies', 'Toys and hobbies'],
  ],
  [
    /cushion|filler pad|acapulco mat|pouffe|throw|quilt|blanket|rug\b|doormat|door ?mat|curtain|pillow|bean ?bag/,
    ['Home', 'Cushions and textiles'],
  ],
  [/clock|mirror/, ['Home', 'Clocks and mirrors']],
  [
    /frame|album|picture|canvas|wall art|print|poster|sign\b|plaque|letters?\b|number|tile|alphabet|blackboard|chalkboard|magnet/,
    ['Home', 'Frames, signs and wall art'],
  ],
  [
    /hook|hanger|knob|drawer|cabinet|shelf|rack|stool|chair|table|stand|tidy|bin\b|basket|box(es)?\b|crate|chest|trunk|holder|doorstop|door ?stop|bell|organi[sz]er|screen|umbrella stand|wine/,
    ['Home', 'Storage and furniture'],
  ],
  [/flower|rose|artificial|wreath|blossom|lily|daisy|orchid|foliage|vase/, ['Home', 'Flowers and vases']],
];

const rest: CategoryPath = ['Home', 'Decorations'];

export function categorize(title: string): CategoryPath {
  const lower = title.toLowerCase();
  return rules.find(([pattern]) => pattern.test(lower))?.[1] ?? rest;
}
