from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


def _forgiving(name, default):
    method = getattr(RedisCache, name)

    def call(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except RedisError:
            return default(*args, **kwargs) if callable(default) else default

    return call


class ForgivingRedisCache(RedisCache):
    """A cache that is down holds nothing, and stops nobody from signing in."""

    get = _forgiving("get", lambda key, default=None, version=None: default)
    get_many = _forgiving("get_many", lambda keys, version=None: {})
    set = _forgiving("set", None)
    set_many = _forgiving("set_many", lambda *args, **kwargs: [])
    add = _forgiving("add", True)
    delete = _forgiving("delete", False)
    touch = _forgiving("touch", False)
    has_key = _forgiving("has_key", False)
    incr = _forgiving("incr", lambda key, delta=1, version=None: delta)
