using FluentValidation;
using Mediator;

namespace AssetsBackup.Hosting;

/// <summary>Runs a request's validators before its handler; the problem mapper answers what they find, by field.</summary>
internal sealed class Validation<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull, IMessage
{
    public async ValueTask<TResponse> Handle(
        TRequest message,
        MessageHandlerDelegate<TRequest, TResponse> next,
        CancellationToken cancellationToken
    )
    {
        foreach (var validator in validators)
            await validator.ValidateAndThrowAsync(message, cancellationToken);
        return await next(message, cancellationToken);
    }
}
