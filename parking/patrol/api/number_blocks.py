"""POST /number-blocks: PCN numbers for one device, to use with no signal."""

from __future__ import annotations

from parking.authorities.current import current_council
from parking.issue.numbers import hand_out_block
from parking.patrol.api.blueprint import api
from parking.patrol.messages.answers import BlockGiven, NumberGiven
from parking.patrol.messages.incoming import BlockWanted
from parking.people.devices import current_carrier
from parking.store.base import db
from parking.values import clock
from parking.web.access import device


@api.post("/number-blocks")
@device()
@api.input(BlockWanted)
@api.output(BlockGiven, status_code=201)
@api.doc(responses={400: "", 409: "Every number of the series is used", 422: ""})
def hand_out(json_data: BlockWanted) -> BlockGiven:
    """Hand out PCN numbers, each with the access code that is printed with it."""
    block = hand_out_block(
        db.session(),
        authority=current_council().id,
        device_id=current_carrier().device_id,
        count=json_data.count,
        at=clock.now(),
    )
    db.session.commit()
    numbers = [NumberGiven(number=number, access_code=code) for number, code in block.numbers]
    return BlockGiven(block=block.id, prefix=block.prefix, numbers=numbers)
