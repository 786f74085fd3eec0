import { apiPaths, apiRoutes } from '@my-pitch/shared/api';
import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });

describe('the HTTP API', () => {
  it('has the documented routes, and one for everything else', () => {
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      [...apiRoutes, `ANY ${apiPaths.anyRoute}`].sort(),
    );
  });

  it('is throttled and logs its requests', () => {
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    expect(stage?.Properties).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    expect(stage?.Properties.AccessLogSettings.DestinationArn).toBeDefined();
  });
});
