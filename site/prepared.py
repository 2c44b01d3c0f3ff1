"""Queries whose SQL is written once.

Django writes a query's SQL anew each time that it is asked. For a row or two that takes four fifths of the time: a
user with their school by their number cost 0.45 ms, and 0.1 ms when the SQL was there already. What is asked at each
request, or by the page that a whole class opens at once, is therefore written once; everything else needs none of
this. docs/decisions/prepared-queries.md says why it is no library.
"""

from datetime import date, datetime
from functools import singledispatch, wraps
from itertools import count
from threading import local
from uuid import UUID

from django.db import connections, models

BITS = 64
SHAPES = 8  # of lists of a query's arguments, that are kept; for a ninth, all are written anew


class Parameter(models.Expression):
    """Stands in a query for a value that is known only when it is asked."""

    def __init__(self, place):
        super().__init__()
        self.place = place

    def as_sql(self, compiler, connection):
        return "%s", [self]


def prepared(make):
    """Decorates a function that makes a queryset of its arguments: called, it gives the list of what was found.

    The function itself runs once a thread, with a Parameter for each argument, or a list of as many as were given. So
    it may only pass them on to lookups (of a relation `school__pk__in`, for Django's `school__in` reads the list), and
    what changes with time must be an argument: a `timezone.now()` inside would stay what it was. Values are numbers,
    texts, dates, UUIDs and rows, or lists of these; never None, which SQL compares with nothing.
    """
    kept = local()

    @wraps(make)
    def ask(*values):
        shape = tuple(len(value) if isinstance(value, list) else None for value in values)
        if 0 in shape:
            return []  # nothing is in an empty list
        written = vars(kept).get(shape)
        if written is None or not written.is_of_this_connection:
            if len(vars(kept)) >= SHAPES:
                vars(kept).clear()
            vars(kept)[shape] = written = Written(make(*parameters_of(shape)))
        return written.ask([one for value in values for one in (value if isinstance(value, list) else [value])])

    return ask


def parameters_of(shape):
    """A Parameter for each argument, or a list of so many."""
    places = count()
    return [
        Parameter(next(places)) if length is None else [Parameter(next(places)) for _ in range(length)]
        for length in shape
    ]


class Written:
    """A queryset with its SQL, and what else its compiler would find out each time."""

    def __init__(self, queryset):
        if queryset._prefetch_related_lookups:
            raise TypeError("A prepared query fetches nothing beforehand: it is one question.")
        query = queryset.query
        self.queryset = queryset
        self.compiler = query.get_compiler(queryset.db)
        self.sql, self.parameters = self.compiler.as_sql()
        columns = [column for column, *_rest in self.compiler.select]
        if self.compiler.has_extra_select or self.compiler.has_composite_fields(columns):
            raise TypeError("A prepared query gives its rows as the database does.")
        self.converters = self.compiler.get_converters(columns)
        # Django's iterables ask these of the compiler, and make rows into what the queryset gives.
        query.get_compiler = lambda *args, **kwargs: self.compiler
        self.compiler.execute_sql = lambda **kwargs: None
        self.compiler.results_iter = lambda *args, **kwargs: iter(self.rows)

    @property
    def is_of_this_connection(self):
        return self.compiler.connection is connections[self.queryset.db]

    def ask(self, values):
        if any(isinstance(value, int) and value.bit_length() >= BITS for value in values):
            return []  # as Django's own lookups: no column holds such a number
        known = [adapted(value, self.compiler.connection) for value in values]
        given = tuple(known[each.place] if isinstance(each, Parameter) else each for each in self.parameters)
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            self.rows = cursor.fetchall()
        if self.converters:
            self.rows = map(tuple, self.compiler.apply_converters(self.rows, self.converters))
        found = list(self.queryset._iterable_class(self.queryset))
        self.rows = ()  # nobody's answers wait here for the next to ask
        return found


@singledispatch
def adapted(value, connection):
    """The value as this database takes it."""
    raise TypeError(f"{value!r} cannot be given to a prepared query.")


@adapted.register(int)
@adapted.register(str)
def _(value, connection):
    return value


@adapted.register
def _(value: UUID, connection):
    return value if connection.features.has_native_uuid_field else value.hex


@adapted.register
def _(value: date, connection):
    return connection.ops.adapt_datefield_value(value)


@adapted.register
def _(value: datetime, connection):
    return connection.ops.adapt_datetimefield_value(value)


@adapted.register
def _(value: models.Model, connection):
    return adapted(value.pk, connection)
