"""The parent has no account: the link opens one row, and functions do what it may do.

`app.link` holds what only the browser of the parent and a hash in the row know. Nothing is
seen by it but that one link and its answers; nobody who is signed in sees those answers
before they are opened.
"""

from django.db import migrations

from duizend.core.rls import function, protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
BY_ME = "recorder_id = (select rls.user_id())"
HERE = "recorder_organization_id = (select rls.organization_id())"
SEES = seen()
PLAN = seen("'plan'")
LINKED = "(select rls.home_link())"

# Keep equal to beforehand.rules.keys; tests/db/beforehand looks.
MOST_ATTEMPTS = 5
KEPT_DAYS = 28
SESSION = "interval '1 hour'"

LINK = """
select id from beforehand_invitation
where session_hash = nullif(current_setting('app.link', true), '')
  and rls.user_id() is null  -- who is signed in came in by another door
  and session_until > statement_timestamp() and expires > statement_timestamp()
  and withdrawn is null and opened is null
"""

# Whether my organisation opened it, in a talk: only then are the answers read.
IS_OPENED = """
select exists (
    select 1 from beforehand_invitation
    where id = asked and opened is not null and withdrawn is null
      and recorder_organization_id = rls.organization_id()
)
"""


def note(link: str, happened: str, moment: str) -> str:
    """The line of SQL that logs what happened; no function, so that nobody can call it."""
    return f"""
    insert into beforehand_homeevent
        (id, invitation_id, family_id, what, recorder_organization_id, recorded)
    select gen_random_uuid(), id, family_id, {happened}, recorder_organization_id, {moment}
    from beforehand_invitation where id = {link};
    """


# An answer in one word. A link that is not known and a code that is not right are the same.
ENTER = f"""
declare
    sent beforehand_invitation;
    moment timestamptz := greatest(at, statement_timestamp());
begin
    select * into sent from beforehand_invitation where link_hash = link for update;
    if sent.id is null then return 'not_right'; end if;
    if sent.opened is not null then return 'opened'; end if;
    if sent.withdrawn is not null then return 'withdrawn'; end if;
    if sent.expires <= moment then return 'expired'; end if;
    if sent.attempts >= {MOST_ATTEMPTS} then return 'locked'; end if;
    if sent.code_hash <> code then
        update beforehand_invitation set attempts = attempts + 1 where id = sent.id;
        {note("sent.id", "'wrong_code'", "moment")}
        if sent.attempts + 1 < {MOST_ATTEMPTS} then return 'not_right'; end if;
        {note("sent.id", "'locked'", "moment")}
        return 'locked';
    end if;
    update beforehand_invitation
    set attempts = 0, session_hash = session, session_until = moment + {SESSION}
    where id = sent.id;
    {note("sent.id", "'entered'", "moment")}
    return 'in';
end
"""

# Stays open as long as somebody is busy with it.
STAY = f"""
    update beforehand_invitation set session_until = greatest(at, statement_timestamp()) + {SESSION}
    where id = rls.home_link()
"""

LEAVE = """
    update beforehand_invitation set session_hash = null, session_until = null
    where id = rls.home_link()
"""

MARK = f"""
declare
    asked uuid := rls.home_link();
begin
    if asked is null then return; end if;
    if happened = 'begun' then
        update beforehand_invitation set begun = at where id = asked and begun is null;
    elsif happened = 'ready' then
        update beforehand_invitation set ready = at where id = asked and ready is null;
    elsif happened = 'changed' then
        update beforehand_invitation set ready = null where id = asked and ready is not null;
    elsif happened = 'wiped' then
        delete from beforehand_homeanswer where invitation_id = asked;
        update beforehand_invitation set begun = null, ready = null
        where id = asked and begun is not null;
    else
        return;
    end if;
    if found then {note("asked", "happened", "at")} end if;
end
"""

TAKE_BACK = """
    delete from beforehand_homeanswer
    where invitation_id = rls.home_link() and link_id = question
"""

# What was withdrawn or opened; or, without a link, all that lay unread too long.
FORGET = f"""
declare
    one uuid;
    unread boolean;
    erased integer := 0;
begin
    for one, unread in
        select i.id, i.opened is null from beforehand_invitation i
        where (asked is null or i.id = asked)
          and exists (select 1 from beforehand_homeanswer a where a.invitation_id = i.id)
          and (i.opened is not null or i.withdrawn is not null
               or i.expires + interval '{KEPT_DAYS} days' <= statement_timestamp())
    loop
        delete from beforehand_homeanswer where invitation_id = one;
        if unread then {note("one", "'erased'", "at")} end if;
        erased := erased + 1;
    end loop;
    return erased;
end
"""


def deed(signature: str, returns: str, body: str, *, language: str) -> migrations.RunSQL:
    """A function that changes something, past the policies, for who has no account."""
    name = signature.partition("(")[0]
    return migrations.RunSQL(
        f"""
        create or replace function rls.{signature} returns {returns}
        language {language} volatile security definer
        set search_path = pg_catalog, public
        as $body$ {body} $body$
        """,
        f"drop function rls.{name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("beforehand", "0001_initial"),
        ("families", "0002_row_level_security"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        function("home_link()", "uuid", LINK),
        function("home_is_opened(asked uuid)", "boolean", IS_OPENED),
        deed(
            "enter_home(link text, code text, session text, at timestamptz)",
            "text",
            ENTER,
            language="plpgsql",
        ),
        deed("stay_home(at timestamptz)", "void", STAY, language="sql"),
        deed("leave_home()", "void", LEAVE, language="sql"),
        deed("mark_home(happened text, at timestamptz)", "void", MARK, language="plpgsql"),
        deed("take_back_at_home(question text)", "void", TAKE_BACK, language="sql"),
        deed("forget_home(asked uuid, at timestamptz)", "integer", FORGET, language="plpgsql"),
        protect(
            "beforehand_invitation",
            see=f"id = {LINKED} or ({MINE} and {SEES})",
            add=f"{MINE} and {BY_ME} and {HERE} and {SEES}",
            change=f"{MINE} and {HERE} and {SEES}",
            stays=["person_id", "questionnaire_id", "version_id"],
        ),
        protect(
            "beforehand_homeanswer",
            see=f"invitation_id = {LINKED} or ({MINE} and rls.home_is_opened(invitation_id))",
            add=f"invitation_id = {LINKED} and family_id = "
            f"(select family_id from beforehand_invitation where id = {LINKED})",
            change=f"invitation_id = {LINKED}",
            stays=["invitation_id", "link_id"],
        ),
        # Written by the functions only.
        protect(
            "beforehand_homeevent",
            see=f"invitation_id = {LINKED} or ({MINE} and {PLAN})",
            add="false",
            change="false",
        ),
    ]
